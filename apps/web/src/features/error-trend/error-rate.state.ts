import type { CurrentMetrics, Evidence, Thresholds } from '@watchroom/contracts';
import type { Reading } from '../../lib/reading';
import { judge, type Observed, type TileState } from '../../lib/tile-state';
import type { Tone } from '../../lib/tone';

/** Below this many requests a rate says nothing; from here on, no error at all is worth saying. */
const FEWEST_REQUESTS = 20;

export interface ErrorRate {
  /** Fraction 0..1. */
  rate: number;
  tone: Tone;
  thresholds: Thresholds;
  evidence: Evidence;
}

export const errorRateState = (reading: Reading<CurrentMetrics>, nowMs: number): TileState<ErrorRate> =>
  judge(reading, nowMs, observe);

function observe(current: CurrentMetrics): Observed<ErrorRate> {
  const evidence = current.evidence.error_rate_last_hour;
  const rate = current.error_rate_last_hour;
  if (rate === null) return unseen(evidence);
  const isCleanHour = rate === 0 && evidence.n >= FEWEST_REQUESTS;
  const tooFew = evidence.too_few === true && !isCleanHour;
  const tone = tooFew ? 'unknown' : toneOf(rate, current.thresholds);
  const value = { rate, tone, thresholds: current.thresholds, evidence };
  if (evidence.stale)
    return {
      kind: 'old',
      value,
      newestAtMs: evidence.newest_at === null ? null : Date.parse(evidence.newest_at),
    };
  if (rate === 0 && !tooFew) return { kind: 'zero', value };
  return tooFew ? { kind: 'too-few', value, n: evidence.n } : { kind: 'value', value };
}

function unseen(evidence: Evidence): Observed<ErrorRate> {
  if (evidence.newest_at === null)
    return { kind: 'blind', reason: 'No service has reported its requests yet.' };
  if (evidence.stale) return { kind: 'old', value: null, newestAtMs: Date.parse(evidence.newest_at) };
  return { kind: 'no-traffic', reason: 'No request arrived within the last hour.' };
}

function toneOf(rate: number, limits: Thresholds): Tone {
  if (rate > limits.error_rate_critical) return 'critical';
  return rate > limits.error_rate_warning ? 'warning' : 'ok';
}
