import type { CurrentMetrics, Evidence, Thresholds } from '@watchroom/contracts';
import type { Reading } from '../../lib/reading';
import { judge, type Observed, type TileState } from '../../lib/tile-state';
import type { Tone } from '../../lib/tone';

export interface ResponseTime {
  p95Ms: number;
  tone: Tone;
  thresholds: Thresholds;
  evidence: Evidence;
}

export const responseTimeState = (reading: Reading<CurrentMetrics>, nowMs: number): TileState<ResponseTime> =>
  judge(reading, nowMs, observe);

function observe(current: CurrentMetrics): Observed<ResponseTime> {
  const evidence = current.evidence.api_response_time_p95;
  const p95Ms = current.api_response_time_p95;
  if (p95Ms === null) return unseen(evidence);
  const tooFew = evidence.too_few === true;
  const tone = tooFew ? 'unknown' : toneOf(p95Ms, current.thresholds);
  const value = { p95Ms, tone, thresholds: current.thresholds, evidence };
  if (evidence.stale)
    return {
      kind: 'old',
      value,
      newestAtMs: evidence.newest_at === null ? null : Date.parse(evidence.newest_at),
    };
  return tooFew ? { kind: 'too-few', value, n: evidence.n } : { kind: 'value', value };
}

function unseen(evidence: Evidence): Observed<ResponseTime> {
  if (evidence.newest_at === null)
    return { kind: 'blind', reason: 'No service has reported its requests yet.' };
  if (evidence.stale) return { kind: 'old', value: null, newestAtMs: Date.parse(evidence.newest_at) };
  return { kind: 'no-traffic', reason: 'No request was answered within the last 5 minutes.' };
}

/** The comparison that the health rules make, without their patience. */
function toneOf(p95Ms: number, limits: Thresholds): Tone {
  if (p95Ms > limits.response_time_critical_ms) return 'critical';
  return p95Ms > limits.response_time_warning_ms ? 'warning' : 'ok';
}
