import { EXTERNAL_SERVICE_NAMES, SESSION_CARRIERS, type ExternalServiceKey } from '@watchroom/contracts';
import { FEWEST_ERRORS, FEWEST_REQUESTS } from '../errors/hour-state';
import {
  FEWEST_FOR_P95,
  type HealthFacts,
  type HealthThresholds,
  POOL_WAIT_P95_LIMIT_MS,
} from './health-facts';
import type { InputState, InputVerdict } from './input-verdict';

/** The verdict on each input by the table of system health. */
export function judgeInputs(facts: HealthFacts, thresholds: HealthThresholds): InputVerdict[] {
  return [
    judgeErrorRate(facts, thresholds),
    judgeResponseTime(facts, thresholds),
    judgePool(facts.pool),
    ...facts.inUse.map((key) => judgeExternalService(key, facts)),
    judgeOwnData(facts.telemetry),
  ];
}

function judgeErrorRate(
  { errorRate, telemetry }: HealthFacts,
  { errorRate: limits }: HealthThresholds,
): InputVerdict {
  const { requests, errors } = errorRate;
  const rate = requests === 0 ? null : errors / requests;
  const base = { input: 'error_rate', kind: 'rate', since: null, value: rate } as const;
  if (telemetry.isStale)
    return {
      ...base,
      kind: 'fact',
      state: 'unknown',
      limit: null,
      since: telemetry.newestAt,
      detail: telemetry.newestAt
        ? 'No service reports its requests any more.'
        : 'No service has reported its requests yet.',
    };
  const tooFew = requests < FEWEST_REQUESTS || errors < FEWEST_ERRORS;
  const state = rate === null || tooFew ? 'fine' : level(rate, limits);
  const limit = state === 'critical' ? limits.critical : limits.warning;
  const detail = `${percent(rate ?? 0)} of the requests of the last hour failed (${errors} of ${requests}); the limit is ${percent(limit)}.`;
  return { ...base, state, limit, detail };
}

function judgeResponseTime(
  { responseTime, telemetry }: HealthFacts,
  { responseTimeMs: limits }: HealthThresholds,
): InputVerdict {
  const { p95Ms, requests } = responseTime;
  const known = p95Ms !== null && requests >= FEWEST_FOR_P95 && !telemetry.isStale;
  const state = known ? level(p95Ms, limits) : 'fine';
  const limit = state === 'critical' ? limits.critical : limits.warning;
  const detail = `One request in twenty takes longer than ${Math.round(p95Ms ?? 0)} ms; the limit is ${limit} ms.`;
  return { input: 'response_time_p95', kind: 'rate', since: null, value: p95Ms, state, limit, detail };
}

function judgePool(pool: HealthFacts['pool']): InputVerdict {
  const fact = { input: 'database_pool', kind: 'fact', since: null } as const;
  if (pool === null || pool.isStale)
    return {
      ...fact,
      state: 'unknown',
      value: null,
      limit: null,
      since: pool?.newestAt ?? null,
      detail: 'The use of the database connections is not being reported.',
    };
  if (pool.timeouts === 0)
    return judgeWaits(pool.waiting, pool.waits < FEWEST_FOR_P95 ? 0 : (pool.waitP95Ms ?? 0));
  const detail = `${plural(pool.timeouts, 'caller')} gave up waiting for a database connection in the last 5 minutes.`;
  return { ...fact, state: 'critical', value: pool.timeouts, limit: 0, detail };
}

function judgeWaits(waiting: number, waitP95Ms: number): InputVerdict {
  const rate = { input: 'database_pool', kind: 'rate', since: null } as const;
  if (waitP95Ms > POOL_WAIT_P95_LIMIT_MS) {
    const detail = `One caller in twenty waits longer than ${Math.round(waitP95Ms)} ms for a database connection; the limit is ${POOL_WAIT_P95_LIMIT_MS} ms.`;
    return { ...rate, state: 'degraded', value: waitP95Ms, limit: POOL_WAIT_P95_LIMIT_MS, detail };
  }
  const detail = `${plural(waiting, 'caller')} waiting for a database connection: all of them are in use.`;
  return { ...rate, state: waiting > 0 ? 'degraded' : 'fine', value: waiting, limit: 0, detail };
}

function judgeExternalService(
  key: ExternalServiceKey,
  { externalServices, inUse }: HealthFacts,
): InputVerdict {
  const { status, reason, detail, since } = externalServices[key];
  const carriers = SESSION_CARRIERS.filter((carrier) => inUse.includes(carrier));
  const isCarrier = (carriers as readonly ExternalServiceKey[]).includes(key);
  const noneCarries = isCarrier && carriers.every((carrier) => externalServices[carrier].status === 'down');
  const states: Record<typeof status, InputState> = {
    operational: 'fine',
    degraded: 'degraded',
    down: noneCarries ? 'critical' : 'degraded',
    unknown: 'unknown',
  };
  return {
    input: key,
    kind: 'fact',
    state: states[status],
    value: status === 'unknown' ? reason : status,
    limit: 'operational',
    since: since === null ? null : new Date(since),
    detail: noneCarries
      ? `${detail} No service that carries sessions is up.`
      : detail || `${EXTERNAL_SERVICE_NAMES[key]} is ${status}.`,
  };
}

/** A source fell silent while others still report: the numbers stand, but part of the picture is missing. */
function judgeOwnData({ silent, isStale }: HealthFacts['telemetry']): InputVerdict {
  const names = silent.map(({ source }) => source).toSorted();
  const since = silent.reduce<Date | null>(
    (first, { newestAt }) => (first === null || newestAt < first ? newestAt : first),
    null,
  );
  const partly = names.length > 0 && !isStale;
  return {
    input: 'own_data',
    kind: 'fact',
    state: partly ? 'degraded' : 'fine',
    value: names.join(', ') || null,
    limit: null,
    since: partly ? since : null,
    detail: `Not reporting any more: ${names.join(', ')}. The figures cover the others only.`,
  };
}

const level = (value: number, { warning, critical }: { warning: number; critical: number }): InputState =>
  value > critical ? 'critical' : value > warning ? 'degraded' : 'fine';

const percent = (fraction: number): string => `${(fraction * 100).toFixed(fraction < 0.1 ? 1 : 0)} %`;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
