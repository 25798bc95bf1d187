import type { ExternalServiceKey } from '@watchroom/contracts';
import type { HealthFacts } from '../health/health-facts';
import { areReportsOverdue } from '../sessions/overdue-reports';
import { newestOf } from './evidence';
import { isOverdue, type MeasuredNumbers, TELEMETRY_OVERDUE_MS } from './measured-numbers';

/** What system health is judged by, taken from the numbers. */
export function healthFactsOf(
  numbers: MeasuredNumbers,
  { inUse, activeWindowMs }: { inUse: readonly ExternalServiceKey[]; activeWindowMs: number },
  now: Date,
): HealthFacts {
  const { requests, latency, reporting, pool, sessions } = numbers;
  const overdue = reporting.filter(({ newestAt }) => isOverdue(newestAt, TELEMETRY_OVERDUE_MS, now));
  const isStale = overdue.length === reporting.length;
  return {
    errorRate: { requests: requests.requests, errors: requests.errors },
    telemetry: {
      newestAt: newestOf(reporting.map(({ newestAt }) => newestAt)),
      isStale,
    },
    sessionReports: {
      newestAt: sessions.newestAt,
      isOverdue: areReportsOverdue(sessions, now, activeWindowMs),
      open: sessions.active + sessions.stale,
    },
    silent: [
      ...(isStale ? [] : overdue.map(({ service, newestAt }) => ({ source: service, newestAt }))),
      ...(pool.isStale ? [] : pool.silent.map(({ replica, newestAt }) => ({ source: replica, newestAt }))),
    ],
    responseTime: {
      p95Ms: latency.distribution.quantile(0.95)?.value ?? null,
      requests: latency.distribution.count,
    },
    pool: poolFactsOf(pool),
    externalServices: numbers.externalServices,
    inUse,
    certificates: numbers.certificates.filter(({ service }) => inUse.includes(service)),
    outages: numbers.outages,
  };
}

const poolFactsOf = (pool: MeasuredNumbers['pool']): HealthFacts['pool'] => ({
  waiting: pool.waiting ?? 0, // nobody reports: stale, and not judged by it
  waits: pool.wait_ms.n,
  waitP95Ms: pool.wait_ms.p95,
  timeouts: pool.timeouts,
  timeoutsCountUntil: pool.timeoutsCountUntil,
  newestAt: pool.newestAt,
  isStale: pool.isStale,
});
