import type { RequestNumbers, Thresholds } from '@watchroom/contracts';
import { formatMs, formatRate } from '../../lib/format';
import type { Tone } from '../../lib/tone';

/** Below this many requests a rate says nothing; from here on, no error at all is worth saying. */
const FEWEST_REQUESTS = 20;

export interface Judgement {
  tone: Tone;
  word: string;
}

const TOO_FEW: Judgement = { tone: 'unknown', word: 'Too few to judge' };
const RATE_WORDS = { ok: 'Below both thresholds', warning: 'Above warning', critical: 'Above critical' };
const TIME_WORDS = { ok: 'Fast enough', warning: 'Slow', critical: 'Too slow' };

/** How an error rate stands to the limits of the dashboard; null where there is none, or the limits are not known. */
export function judgeRate(row: RequestNumbers, limits: Thresholds | undefined): Judgement | null {
  if (limits === undefined || row.error_rate === null) return null;
  const isClean = row.errors === 0 && row.requests >= FEWEST_REQUESTS;
  if (row.too_few && !isClean) return TOO_FEW;
  const tone = toneOf(row.error_rate, limits.error_rate_warning, limits.error_rate_critical);
  return { tone, word: RATE_WORDS[tone] };
}

/** The same of the p95. */
export function judgeP95(row: RequestNumbers, limits: Thresholds | undefined): Judgement | null {
  if (limits === undefined || row.p95 === null) return null;
  if (row.p95_too_few) return TOO_FEW;
  const tone = toneOf(row.p95, limits.response_time_warning_ms, limits.response_time_critical_ms);
  return { tone, word: TIME_WORDS[tone] };
}

const toneOf = (value: number, warning: number, critical: number): 'ok' | 'warning' | 'critical' =>
  value > critical ? 'critical' : value > warning ? 'warning' : 'ok';

/** Among many rows only what stands out is marked. */
export const standsOut = (judgement: Judgement | null): judgement is Judgement =>
  judgement !== null && (judgement.tone === 'warning' || judgement.tone === 'critical');

/** What the marks of a table go by. */
export const limitsText = (limits: Thresholds): string =>
  `Marked by the limits of the dashboard: error rate above ${formatRate(limits.error_rate_warning)} or ${formatRate(limits.error_rate_critical)}, 1 in 20 slower than ${formatMs(limits.response_time_warning_ms)} or ${formatMs(limits.response_time_critical_ms)}. What is not marked is within them, or too little to judge by.`;
