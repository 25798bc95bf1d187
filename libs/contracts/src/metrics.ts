import type { ExternalServiceKey, SessionProvider } from './external-services';
import type { HealthReason, SystemHealth } from './health';
import type { WitnessVerdict } from './witnesses';
import type { AverageQuality, QualityDistribution } from './quality';

/** What stands behind a number. `window_seconds`: length of the span that was looked at. */
export interface Evidence {
  n: number;
  window_seconds: number;
  sources: string[];
  /** Fraction; only for percentiles; null when it has no bound. */
  relative_error?: number | null;
  /** The value is shown but drives no verdict: too little was seen. */
  too_few?: boolean;
  /** RFC 3339 UTC of the newest observation; null when there never was one. */
  newest_at: string | null;
  /** The newest observation is older than twice its cadence. */
  stale: boolean;
  /** Services that report more series than are kept apart: the rest is counted all the same, but together. */
  overflowing?: string[];
  /** Full tens of seconds by which counting is behind the reports that have come. */
  behind_seconds?: number;
  /**
   * Reports of the last hour that were stored and can no longer be read, and for the p95 minutes whose durations cannot:
   * they are not counted.
   */
  unreadable_reports?: number;
}

export const EVIDENCED_NUMBERS = [
  'active_sessions_count',
  'avg_connection_quality',
  'error_rate_last_hour',
  'api_response_time_p95',
  'db_pool_active',
] as const;
export type EvidencedNumber = (typeof EVIDENCED_NUMBERS)[number];

/**
 * An answer that repeats what was read last. `stale_since`: RFC 3339 UTC, since when the database gives nothing newer;
 * absent while it does.
 */
export interface Repeatable {
  stale_since?: string;
}

/** The state of things now. Rates are fractions 0..1, p95 in ms; null = cannot be known. */
export interface CurrentMetrics extends Repeatable {
  active_sessions_count: number | null;
  avg_connection_quality: AverageQuality;
  error_rate_last_hour: number | null;
  api_response_time_p95: number | null;
  /** null while no replica reports its pool. */
  db_pool_active: number | null;
  db_pool_size: number;
  system_health: SystemHealth;
  /** RFC 3339 UTC: when these numbers were read from the database. */
  as_of: string;
  health_reasons: HealthReason[];
  /** What the witnesses of each service conclude, as in its details; null until they are heard. */
  service_verdicts: Record<ExternalServiceKey, WitnessVerdict | null>;
  evidence: Record<EvidencedNumber, Evidence>;
  /** Open sessions without a sign of life within the active window; counted apart. */
  stale_sessions_count: number | null;
  /** The same two counts, and the ages behind the second; null when they cannot be counted. */
  open_sessions: OpenSessions | null;
  /** Seconds of the window in which a session without a sign of life still counts as active. */
  active_window_seconds: number;
  thresholds: Thresholds;
  /** True while the demo platform feeds this installation. */
  simulated: boolean;
}

/** Sessions not reported as ended. A stale one gave no sign of life within the active window; it is never active. */
export interface OpenSessions {
  active: number;
  stale: number;
  /** The stale ones by the age of their last sign of life: bands without gaps, the youngest first. */
  stale_by_age: StaleBand[];
  /** The active ones by what carries them, each in one place: together they are `active`. */
  active_by_provider: Record<SessionProvider, number>;
  /**
   * Those of the active ones that another service carries and an avatar of Beyond Presence is in now; null where no
   * webhook has told of an avatar for days, so that nobody can know.
   */
  active_with_avatar: number | null;
}

/** Sessions last heard of more than `from_seconds` and at most `to_seconds` ago; null = without end. */
export interface StaleBand {
  from_seconds: number;
  to_seconds: number | null;
  sessions: number;
}

/** Fractions for the error rate, ms for the response time. */
export interface Thresholds {
  error_rate_warning: number;
  error_rate_critical: number;
  response_time_warning_ms: number;
  response_time_critical_ms: number;
}

/** Last 30 days. */
export interface SessionMetrics extends Repeatable {
  total_sessions: number;
  sessions_by_category: Record<string, number>;
  connection_quality_distribution: QualityDistribution;
  /** Sessions behind the distribution. */
  sessions_with_quality: number;
  /** Now, whenever they started. */
  open_sessions: OpenSessions;
  evidence: Record<'total_sessions' | 'connection_quality_distribution', Evidence>;
  as_of: string;
}

export const HOUR_STATES = ['ok', 'warning', 'critical', 'no_traffic', 'unobserved'] as const;
export type HourState = (typeof HOUR_STATES)[number];

/** One UTC hour. `start`: RFC 3339 UTC; `error_rate`: fraction, null without requests. */
export interface ErrorBucket {
  start: string;
  requests: number;
  errors: number;
  error_rate: number | null;
  state: HourState;
  /** The rate is shown, but the hour is not judged by it: too few requests, or too few errors. */
  too_few: boolean;
}

/** A change between ok, warning and critical; `at` is the start of the hour that changed. */
export interface ThresholdCrossing {
  at: string;
  from: 'ok' | 'warning' | 'critical';
  to: 'ok' | 'warning' | 'critical';
}

export interface ErrorTrend extends Repeatable {
  bucket_seconds: number;
  warning_threshold: number;
  critical_threshold: number;
  buckets: ErrorBucket[];
  crossings: ThresholdCrossing[];
  /** Names of the services that the rates cover. */
  sources: string[];
  /** All hours together. */
  evidence: Record<'error_rate', Evidence>;
  as_of: string;
}

/** Waits for a connection in ms; null without a checkout in the window. */
export interface PoolWaits {
  p50: number | null;
  p95: number | null;
  max: number | null;
  /** Checkouts. */
  n: number;
  /** Fraction, bounds the error of both percentiles; null without a checkout. */
  relative_error: number | null;
  /** Too few checkouts for a p95 that says anything. */
  too_few: boolean;
}

/** Connection pool of the API over the last 5 minutes. */
export interface DatabasePool {
  active: number;
  idle: number;
  size: number;
  waiting: number;
  wait_ms: PoolWaits;
  timeouts: number;
}

export interface ReplicaPool extends DatabasePool {
  replica: string;
  /** RFC 3339 UTC of the replica's last report. */
  reported_at: string;
}

/** All replicas together; active, idle and waiting are null while none of them reports. */
export interface DatabaseMetrics extends Omit<DatabasePool, 'active' | 'idle' | 'waiting'>, Repeatable {
  active: number | null;
  idle: number | null;
  waiting: number | null;
  /** Those that report now. */
  replicas: ReplicaPool[];
  /** Of the gauges (n: processes that report now) and of the waits (n: checkouts). */
  evidence: Record<'active' | 'wait_ms', Evidence>;
  as_of: string;
}

/** How far this installation is connected to the platform it watches. */
export interface Installation extends Repeatable {
  simulated: boolean;
  sessions: { connected: boolean; newest_at: string | null };
  telemetry: { connected: boolean; services: string[]; newest_at: string | null };
  external_services: Record<ExternalServiceKey, { configured: boolean; variables: string[] }>;
  as_of: string;
}
