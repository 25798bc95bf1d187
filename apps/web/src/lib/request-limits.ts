import type { Thresholds } from '@watchroom/contracts';
import { toneAbove } from './tone';

/** Below this many requests a rate says nothing; from here on, no error at all is worth saying. */
export const FEWEST_REQUESTS = 20;

/** How an error rate, a fraction, stands to the limits of system health, without their patience. */
export const toneOfRate = (rate: number, limits: Thresholds) =>
  toneAbove(rate, limits.error_rate_warning, limits.error_rate_critical);

/** The same of a p95. */
export const toneOfP95 = (p95Ms: number, limits: Thresholds) =>
  toneAbove(p95Ms, limits.response_time_warning_ms, limits.response_time_critical_ms);

export const RATE_WORDS = {
  ok: 'Below both thresholds',
  warning: 'Above warning',
  critical: 'Above critical',
};

export const P95_WORDS = { ok: 'Fast enough', warning: 'Slow', critical: 'Too slow' };
