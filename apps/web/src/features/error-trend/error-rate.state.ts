import type { CurrentMetrics, Evidence, Thresholds } from '@watchroom/contracts';
import type { Reading } from '../../lib/reading';
import { observedFigure, unseenRequests } from '../../lib/request-figure';
import { FEWEST_REQUESTS, toneOfRate } from '../../lib/request-limits';
import { judge, type Observed, type TileState } from '../../lib/tile-state';
import type { Tone } from '../../lib/tone';

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
  if (rate === null) return unseenRequests(evidence, 'No request arrived within the last hour.');
  const isCleanHour = rate === 0 && evidence.n >= FEWEST_REQUESTS;
  const tooFew = evidence.too_few === true && !isCleanHour;
  const tone: Tone = tooFew ? 'unknown' : toneOfRate(rate, current.thresholds);
  const value = { rate, tone, thresholds: current.thresholds, evidence };
  if (rate === 0 && !tooFew && !evidence.stale) return { kind: 'zero', value };
  return observedFigure(value, evidence, tooFew);
}
