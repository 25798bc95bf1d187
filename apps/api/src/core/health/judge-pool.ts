import { FEWEST_FOR_P95, type HealthFacts, POOL_WAIT_P95_LIMIT_MS } from './health-facts';
import { forHeld, minuteOfDay, plural } from './health-words';
import type { InputVerdict } from './input-verdict';

type Pool = NonNullable<HealthFacts['pool']>;

/** Callers that gave up are a hard fact; queues and long waits are rates. */
export function judgePool(pool: HealthFacts['pool']): InputVerdict {
  if (pool === null || pool.isStale) return unreported(pool);
  if (pool.timeouts > 0) return timedOut(pool);
  const bounded = pool.waits >= FEWEST_FOR_P95 ? pool.waitP95Ms : null;
  return bounded !== null && bounded > POOL_WAIT_P95_LIMIT_MS ? waitsLong(bounded) : queue(pool.waiting);
}

const unreported = (pool: Pool | null): InputVerdict => ({
  input: 'database_pool',
  kind: 'fact',
  state: 'unknown',
  value: null,
  limit: null,
  unit: null,
  since: pool?.newestAt ?? null,
  detail: 'The use of the database connections is not being reported.',
  turnsGreen: 'The next report of the connections',
});

const timedOut = ({ timeouts, timeoutsCountUntil }: Pool): InputVerdict => ({
  input: 'database_pool',
  kind: 'fact',
  state: 'critical',
  value: timeouts,
  limit: 0,
  unit: 'timeouts',
  since: null,
  detail: `${plural(timeouts, 'caller')} gave up waiting for a database connection in the last 5 minutes.`,
  turnsGreen: `No time-out for 5 minutes${timeoutsCountUntil === null ? '' : `: at the earliest at ${minuteOfDay(timeoutsCountUntil)}`}`,
});

const waitsLong = (waitP95Ms: number): InputVerdict => ({
  input: 'database_pool',
  kind: 'rate',
  state: 'degraded',
  value: waitP95Ms,
  limit: POOL_WAIT_P95_LIMIT_MS,
  unit: 'ms',
  since: null,
  detail: `One caller in twenty waits longer than ${Math.round(waitP95Ms)} ms for a database connection; the limit is ${POOL_WAIT_P95_LIMIT_MS} ms.`,
  turnsGreen: forHeld(`Waits under ${POOL_WAIT_P95_LIMIT_MS} ms`),
});

const queue = (waiting: number): InputVerdict => ({
  input: 'database_pool',
  kind: 'rate',
  state: waiting > 0 ? 'degraded' : 'fine',
  value: waiting,
  limit: 0,
  unit: 'callers',
  since: null,
  detail:
    waiting > 0
      ? `${plural(waiting, 'caller')} waiting for a database connection: all of them are in use.`
      : 'No caller waits for a database connection.',
  turnsGreen: forHeld('No caller waiting'),
});
