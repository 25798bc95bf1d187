import type { HourState, ThresholdCrossing } from '@watchroom/contracts';

/** Below these a rate says too little to judge. */
export const FEWEST_REQUESTS = 20;
export const FEWEST_ERRORS = 3;

/** Fractions of requests; a rate above one has passed it. */
export interface ErrorRateThresholds {
  warning: number;
  critical: number;
}

/** State of an hour; `counts` null when nobody was measuring. */
export function hourState(
  counts: { requests: number; errors: number } | null,
  thresholds: ErrorRateThresholds,
): HourState {
  if (counts === null) return 'unobserved';
  const { requests, errors } = counts;
  if (requests === 0) return 'no_traffic';
  if (requests < FEWEST_REQUESTS || errors < FEWEST_ERRORS) return 'ok';
  const rate = errors / requests;
  if (rate > thresholds.critical) return 'critical';
  return rate > thresholds.warning ? 'warning' : 'ok';
}

/** A judgement is withheld: hardly any requests, or a rate above the limit that rests on one or two errors. */
export const isTooFew = (
  { requests, errors }: { requests: number; errors: number },
  { warning }: Pick<ErrorRateThresholds, 'warning'>,
): boolean => requests < FEWEST_REQUESTS || (errors < FEWEST_ERRORS && errors / requests > warning);

/** Changes from one judged hour to the next, oldest first; hours without traffic or observation are passed over. */
export function crossings(buckets: readonly { start: string; state: HourState }[]): ThresholdCrossing[] {
  const found: ThresholdCrossing[] = [];
  let before: ThresholdCrossing['from'] | null = null;
  for (const { start, state } of buckets) {
    if (state === 'no_traffic' || state === 'unobserved') continue;
    if (before !== null && before !== state) found.push({ at: start, from: before, to: state });
    before = state;
  }
  return found;
}
