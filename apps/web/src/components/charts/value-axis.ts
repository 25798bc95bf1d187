import type { TimeUnit } from './time-chart.types';

const ROUND = [1, 2, 2.5, 5, 10];
const ROUND_COUNTS = [1, 2, 5, 10];
const AIMED_TICKS = 4;
const ROOM_ABOVE = 1.15;
/** A chart of nothing but zeros still has a height. */
const LEAST_TOP: Record<TimeUnit, number> = { percent: 1, ms: 10, count: 4, score: 4 };
const SCORES = ['', 'Poor', 'Fair', 'Good', 'Excellent'];

/** Round ticks that leave room above the highest value and the highest limit; the first is the ground. */
export function valueTicks(unit: TimeUnit, values: readonly number[], limits: readonly number[]): number[] {
  if (unit === 'score') return [1, 2, 3, 4];
  const highest = Math.max(LEAST_TOP[unit], ...values, ...limits);
  const roomy =
    unit === 'percent' ? Math.max(highest, Math.min(100, highest * ROOM_ABOVE)) : highest * ROOM_ABOVE;
  const step = roundStep(roomy / AIMED_TICKS, unit === 'count' ? ROUND_COUNTS : ROUND);
  const count = Math.ceil(roomy / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}

/** The smallest of the round numbers × a power of ten that is at least `raw`. */
function roundStep(raw: number, round: readonly number[]): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  return (round.find((step) => step * power >= raw - 1e-9) ?? 10) * power;
}

/** A tick in words that do not break into two lines: "2.5 %", "1.5 s", "Good"; the ground is plain "0". */
export const valueLabel = (unit: TimeUnit, value: number): string =>
  value === 0 ? '0' : inWords(unit, value).replace(' ', '\u00A0');

function inWords(unit: TimeUnit, value: number): string {
  if (unit === 'percent') return `${value} %`;
  if (unit === 'score') return SCORES[value] ?? '';
  if (unit === 'count') return value >= 10_000 ? `${Number((value / 1000).toPrecision(3))}k` : String(value);
  return value >= 1000 ? `${Number((value / 1000).toPrecision(3))} s` : `${value} ms`;
}
