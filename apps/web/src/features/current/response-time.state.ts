import type { CurrentMetrics, Evidence, Thresholds } from '@watchroom/contracts';
import type { Reading } from '../../lib/reading';
import { observedFigure, unseenRequests } from '../../lib/request-figure';
import { toneOfP95 } from '../../lib/request-limits';
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
  if (p95Ms === null) return unseenRequests(evidence, 'No request was answered within the last 5 minutes.');
  const tooFew = evidence.too_few === true;
  const tone = tooFew ? 'unknown' : toneOfP95(p95Ms, current.thresholds);
  return observedFigure({ p95Ms, tone, thresholds: current.thresholds, evidence }, evidence, tooFew);
}
