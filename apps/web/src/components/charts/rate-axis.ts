import type { RateLimit, RatePoint } from './rate-chart.types';

const STEPS = [1, 2, 2.5, 5, 10];
const AIMED_TICKS = 4;
const ROOM_ABOVE = 1.15;

/** Round ticks from 0 that leave room above the highest bar and the highest limit. Percent. */
export function percentTicks(points: RatePoint[], limits: RateLimit[]): number[] {
  const highest = Math.max(
    1,
    ...points.map((point) => point.percent ?? 0),
    ...limits.map((limit) => limit.percent),
  );
  const top = Math.max(highest, Math.min(100, highest * ROOM_ABOVE));
  const step = roundStep(top / AIMED_TICKS);
  const count = Math.ceil(top / step);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}

/** The smallest of 1, 2, 2.5, 5 × a power of ten that is at least `raw`. */
export function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  return (STEPS.find((step) => step * power >= raw - 1e-9) ?? 10) * power;
}
