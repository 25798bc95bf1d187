import { HISTORY_STEPS, type HistoryStep } from '@watchroom/contracts';
import { DAY_SECONDS, HOUR_MS, HOUR_SECONDS } from './time-units';

/** What of the past the page shows: up to now, or between two moments. */
export type ShownRange = LastRange | { kind: 'between'; fromMs: number; toMs: number };

export interface LastRange {
  kind: 'last';
  key: string;
  seconds: number;
}

export const LAST_DAY: LastRange = { kind: 'last', key: '24h', seconds: DAY_SECONDS };

export const isLastDay = (range: ShownRange): boolean => rangeKey(range) === LAST_DAY.key;

/** More steps than these say nothing more on a chart. */
const MOST_STEPS = 200;
/** The server keeps minutes for 48 hours; a step below an hour must not begin before. */
const MINUTES_KEPT_MS = 48 * HOUR_MS;

export interface Bounds {
  fromMs: number;
  toMs: number;
}

export const boundsOf = (range: ShownRange, nowMs: number): Bounds =>
  range.kind === 'last'
    ? { fromMs: nowMs - range.seconds * 1000, toMs: nowMs }
    : { fromMs: range.fromMs, toMs: range.toMs };

/** The shortest step that the server can tell and a chart can show; a day for what is longer. */
export function stepOf(range: ShownRange, nowMs: number): HistoryStep {
  const { fromMs, toMs } = boundsOf(range, nowMs);
  const canTell = (step: HistoryStep) => step >= HOUR_SECONDS || nowMs - fromMs <= MINUTES_KEPT_MS;
  return (
    HISTORY_STEPS.find((step) => canTell(step) && (toMs - fromMs) / (step * 1000) <= MOST_STEPS) ??
    DAY_SECONDS
  );
}

/** Tells ranges apart, for caches. */
export const rangeKey = (range: ShownRange): string =>
  range.kind === 'last' ? range.key : `${range.fromMs}-${range.toMs}`;
