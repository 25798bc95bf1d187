import type { CurrentMetrics, Evidence, Thresholds } from '@watchroom/contracts';
import { FEWEST_ERRORS, FEWEST_REQUESTS } from '../errors/hour-state';
import { FEWEST_FOR_P95 } from '../health/health-facts';
import { qualityTotal } from '../quality/average-quality';
import {
  isOverdue,
  LAST_HOUR_SECONDS,
  type MeasuredNumbers,
  RESPONSE_TIME_WINDOW_SECONDS,
  TELEMETRY_OVERDUE_MS,
} from './measured-numbers';

/** What stands behind each number of `/current`: how many, of which span, by whom, how fresh. */
export function evidenceOf(
  numbers: MeasuredNumbers,
  { activeWindowMs, thresholds }: { activeWindowMs: number; thresholds: Thresholds },
  now: Date,
): CurrentMetrics['evidence'] {
  const { sessions, quality, requests, pool } = numbers;
  return {
    active_sessions_count: {
      ...span(sessions.active + sessions.stale, activeWindowMs / 1000, ['sessions']),
      ...seen(sessions.newestAt, false),
    },
    avg_connection_quality: {
      ...span(qualityTotal(quality.counts), LAST_HOUR_SECONDS, ['sessions']),
      ...seen(quality.newestAt, false),
    },
    error_rate_last_hour: {
      ...span(requests.requests, LAST_HOUR_SECONDS, requests.services),
      too_few: isTooFew(requests, thresholds.error_rate_warning),
      ...telemetry(requests.newestAt, now),
      ...intakeOf(numbers),
    },
    api_response_time_p95: responseTime(numbers, now),
    db_pool_active: {
      ...span(
        pool.wait_ms.n,
        RESPONSE_TIME_WINDOW_SECONDS,
        pool.replicas.map(({ replica }) => replica),
      ),
      ...seen(pool.newestAt, pool.isStale),
    },
  };
}

function responseTime(numbers: MeasuredNumbers, now: Date): Evidence {
  const { distribution, services, newestAt } = numbers.latency;
  return {
    ...span(distribution.count, RESPONSE_TIME_WINDOW_SECONDS, services),
    relative_error: distribution.quantile(0.95)?.relativeError ?? null,
    too_few: distribution.count < FEWEST_FOR_P95,
    ...telemetry(newestAt, now),
    ...intakeOf(numbers),
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

/** A judgement is withheld: hardly any requests, or a rate above the limit that rests on one or two errors. */
const isTooFew = ({ requests, errors }: { requests: number; errors: number }, warning: number): boolean =>
  requests < FEWEST_REQUESTS || (errors < FEWEST_ERRORS && errors / requests > warning);
