import type { LatencyPoint } from './latency-chart.types';
import { roundStep } from './rate-axis';

const AIMED_TICKS = 4;
const LEAST_TOP_MS = 10;

/** Round ticks from 0 to above the slowest answer, in ms. */
export function latencyTicks(points: LatencyPoint[]): number[] {
  const top = Math.max(LEAST_TOP_MS, ...points.map(({ maxMs }) => maxMs ?? 0));
  const step = roundStep(top / AIMED_TICKS);
  return Array.from({ length: Math.ceil(top / step) + 1 }, (_, index) =>
    Number((index * step).toPrecision(6)),
  );
}
