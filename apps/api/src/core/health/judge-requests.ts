import { FEWEST_ERRORS, FEWEST_REQUESTS } from '../errors/hour-state';
import { FEWEST_FOR_P95, type HealthFacts, type HealthThresholds } from './health-facts';
import { forHeld, percent } from './health-words';
import type { InputState, InputVerdict } from './input-verdict';

interface Limits {
  warning: number;
  critical: number;
}

/** The error rate of the last hour; unknown, not fine, once nobody reports. */
export function judgeErrorRate(facts: HealthFacts, { errorRate: limits }: HealthThresholds): InputVerdict {
  const { requests, errors } = facts.errorRate;
  const rate = requests === 0 ? null : errors / requests;
  if (facts.telemetry.isStale) return unreported('error_rate', 'fraction', rate, facts.telemetry);
  const tooFew = requests < FEWEST_REQUESTS || errors < FEWEST_ERRORS;
  const state = rate === null || tooFew ? 'fine' : levelOf(rate, limits);
  const limit = state === 'critical' ? limits.critical : limits.warning;
  return {
    input: 'error_rate',
    kind: 'rate',
    since: null,
    value: rate,
    unit: 'fraction',
    state,
    limit,
    detail:
      rate === null
        ? 'No request arrived within the last hour.'
        : `${percent(rate)} of the requests of the last hour failed (${errors} of ${requests}); the limit is ${percent(limit)}.`,
    turnsGreen: forHeld(`Under ${percent(limits.warning)}`),
  };
}

/** The p95 of the last 5 minutes; it drives a verdict only from as many requests on as bound it. */
export function judgeResponseTime(
  facts: HealthFacts,
  { responseTimeMs: limits }: HealthThresholds,
): InputVerdict {
  const { p95Ms, requests } = facts.responseTime;
  if (facts.telemetry.isStale) return unreported('response_time_p95', 'ms', p95Ms, facts.telemetry);
  const state = p95Ms === null || requests < FEWEST_FOR_P95 ? 'fine' : levelOf(p95Ms, limits);
  const limit = state === 'critical' ? limits.critical : limits.warning;
  return {
    input: 'response_time_p95',
    kind: 'rate',
    since: null,
    value: p95Ms,
    unit: 'ms',
    state,
    limit,
    detail:
      p95Ms === null
        ? 'No request was answered within the last 5 minutes.'
        : `One request in twenty takes longer than ${Math.round(p95Ms)} ms (of ${requests}); the limit is ${limit} ms.`,
    turnsGreen: forHeld(`Under ${limits.warning} ms`),
  };
}

const unreported = (
  input: 'error_rate' | 'response_time_p95',
  unit: 'fraction' | 'ms',
  value: number | null,
  { newestAt }: HealthFacts['telemetry'],
): InputVerdict => ({
  input,
  kind: 'fact',
  state: 'unknown',
  value,
  limit: null,
  unit,
  since: newestAt,
  detail: newestAt
    ? 'No service reports its requests any more.'
    : 'No service has reported its requests yet.',
  turnsGreen: 'The next report of requests',
});

const levelOf = (value: number, { warning, critical }: Limits): InputState =>
  value > critical ? 'critical' : value > warning ? 'degraded' : 'fine';
