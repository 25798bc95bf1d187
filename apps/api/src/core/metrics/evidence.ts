import type {
  CurrentMetrics,
  DatabaseMetrics,
  ErrorTrend,
  Evidence,
  SessionMetrics,
  Thresholds,
} from '@watchroom/contracts';
import { isTooFew } from '../errors/hour-state';
import { FEWEST_FOR_P95 } from '../health/health-facts';
import { POOL_REPORT_OVERDUE_MS, type PoolSummary } from '../pool/pool-summary';
import { qualityTotal, type QualityCounts } from '../quality/average-quality';
import { areReportsOverdue } from '../sessions/overdue-reports';
import {
  isOverdue,
  LAST_HOUR_SECONDS,
  type MeasuredNumbers,
  RESPONSE_TIME_WINDOW_SECONDS,
  TELEMETRY_OVERDUE_MS,
  THIRTY_DAYS_SECONDS,
} from './measured-numbers';

type Times = Pick<MeasuredNumbers['sessions'], 'newestAt' | 'newestOpenAt'>;

/** What stands behind each number of `/current`: how many, of which span, by whom, how fresh. */
export function evidenceOf(
  numbers: MeasuredNumbers,
  { activeWindowMs, thresholds }: { activeWindowMs: number; thresholds: Thresholds },
  now: Date,
): CurrentMetrics['evidence'] {
  const { sessions, quality, requests, pool } = numbers;
  const overdue = areReportsOverdue(sessions, now, activeWindowMs);
  return {
    active_sessions_count: {
      ...span(sessions.active + sessions.stale, activeWindowMs / 1000, ['sessions']),
      ...seen(sessions.newestAt, overdue),
    },
    avg_connection_quality: {
      ...span(qualityTotal(quality.counts), LAST_HOUR_SECONDS, ['sessions']),
      ...seen(quality.newestAt, overdue),
    },
    error_rate_last_hour: {
      ...span(requests.requests, LAST_HOUR_SECONDS, requests.services),
      too_few: isTooFew(requests, { warning: thresholds.error_rate_warning }),
      ...telemetry(requests.newestAt, now),
      ...intakeOf(numbers),
    },
    api_response_time_p95: responseTime(numbers, now),
    db_pool_active: poolGauges(pool),
  };
}

/** What stands behind `/sessions`; quality counts the sessions that have a level. */
export function sessionsEvidence(
  { total, quality }: { total: number; quality: QualityCounts },
  times: Times,
  now: Date,
  activeWindowMs: number,
): SessionMetrics['evidence'] {
  const freshness = seen(times.newestAt, areReportsOverdue(times, now, activeWindowMs));
  return {
    total_sessions: { ...span(total, THIRTY_DAYS_SECONDS, ['sessions']), ...freshness },
    connection_quality_distribution: {
      ...span(qualityTotal(quality), THIRTY_DAYS_SECONDS, ['sessions']),
      ...freshness,
    },
  };
}

/** What stands behind the hours of `/errors`, all of them together. */
export function trendEvidence(
  { buckets, bucket_seconds, warning_threshold }: Omit<ErrorTrend, 'sources' | 'evidence' | 'as_of'>,
  reporting: MeasuredNumbers['reporting'],
  now: Date,
): ErrorTrend['evidence'] {
  const total = (count: 'requests' | 'errors') => buckets.reduce((sum, bucket) => sum + bucket[count], 0);
  const counts = { requests: total('requests'), errors: total('errors') };
  const services = reporting.map(({ service }) => service);
  return {
    error_rate: {
      ...span(counts.requests, buckets.length * bucket_seconds, services),
      too_few: isTooFew(counts, { warning: warning_threshold }),
      ...telemetry(newestOf(reporting.map(({ newestAt }) => newestAt)), now),
    },
  };
}

/** What stands behind `/database`. */
export function poolEvidence(pool: PoolSummary): DatabaseMetrics['evidence'] {
  const { n, relative_error, too_few } = pool.wait_ms;
  const gauges = poolGauges(pool);
  return {
    active: gauges,
    wait_ms: {
      ...gauges,
      ...span(n, RESPONSE_TIME_WINDOW_SECONDS, gauges.sources),
      relative_error,
      too_few,
      unreadable_reports: pool.unreadable,
    },
  };
}

/** The latest of these times; null without one. */
export const newestOf = (times: Date[]): Date | null =>
  times.reduce<Date | null>((newest, time) => (newest && newest > time ? newest : time), null);

const poolGauges = ({ replicas, newestAt, isStale }: PoolSummary): Evidence => ({
  ...span(
    replicas.length,
    POOL_REPORT_OVERDUE_MS / 1000,
    replicas.map(({ replica }) => replica),
  ),
  ...seen(newestAt, isStale),
});

function responseTime(numbers: MeasuredNumbers, now: Date): Evidence {
  const { distribution, unreadable, services, newestAt } = numbers.latency;
  const intake = intakeOf(numbers);
  return {
    ...span(distribution.count, RESPONSE_TIME_WINDOW_SECONDS, services),
    relative_error: distribution.quantile(0.95)?.relativeError ?? null,
    too_few: distribution.count < FEWEST_FOR_P95,
    ...telemetry(newestAt, now),
    ...intake,
    unreadable_reports: intake.unreadable_reports + unreadable,
  };
}

const span = (n: number, windowSeconds: number, sources: string[]) => ({
  n,
  window_seconds: windowSeconds,
  sources,
});

const seen = (newestAt: Date | null, stale: boolean) => ({
  newest_at: newestAt?.toISOString() ?? null,
  stale,
});

/** In full tens of seconds: a tick of folding is no delay, and not each second is news. */
const intakeOf = ({ intake: { overflowing, behindMs, unreadable } }: MeasuredNumbers) => ({
  overflowing,
  behind_seconds: Math.floor(Math.max(0, behindMs) / 10_000) * 10,
  unreadable_reports: unreadable,
});

const telemetry = (newestAt: Date | null, now: Date) =>
  seen(newestAt, isOverdue(newestAt, TELEMETRY_OVERDUE_MS, now));
