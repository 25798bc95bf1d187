import type { RequestNumbers, Thresholds } from '@watchroom/contracts';
import { formatMs, formatRate } from '../../lib/format';
import { FEWEST_REQUESTS, P95_WORDS, RATE_WORDS, toneOfP95, toneOfRate } from '../../lib/request-limits';
import type { Tone } from '../../lib/tone';

export interface Judgement {
  tone: Tone;
  word: string;
}

const TOO_FEW: Judgement = { tone: 'unknown', word: 'Too few to judge' };

/** How an error rate stands to the limits of the dashboard; null where there is none, or the limits are not known. */
export function judgeRate(row: RequestNumbers, limits: Thresholds | undefined): Judgement | null {
  if (limits === undefined || row.error_rate === null) return null;
  const isClean = row.errors === 0 && row.requests >= FEWEST_REQUESTS;
  if (row.too_few && !isClean) return TOO_FEW;
  const tone = toneOfRate(row.error_rate, limits);
  return { tone, word: RATE_WORDS[tone] };
}

/** The same of the p95. */
export function judgeP95(row: RequestNumbers, limits: Thresholds | undefined): Judgement | null {
  if (limits === undefined || row.p95 === null) return null;
  if (row.p95_too_few) return TOO_FEW;
  const tone = toneOfP95(row.p95, limits);
  return { tone, word: P95_WORDS[tone] };
}

/** Among many rows only what stands out is marked. */
export const standsOut = (judgement: Judgement | null): judgement is Judgement =>
  judgement !== null && (judgement.tone === 'warning' || judgement.tone === 'critical');

/** What the marks of a table go by. */
export const limitsText = (limits: Thresholds): string =>
  `Marked by the limits of the dashboard: error rate above ${formatRate(limits.error_rate_warning)} or ${formatRate(limits.error_rate_critical)}, 1 in 20 slower than ${formatMs(limits.response_time_warning_ms)} or ${formatMs(limits.response_time_critical_ms)}. What is not marked is within them, or too little to judge by.`;
