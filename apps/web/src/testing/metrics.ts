import type {
  CurrentMetrics,
  DatabaseMetrics,
  ErrorBucket,
  ErrorTrend,
  Evidence,
  ExternalServiceDetail,
  ExternalServicesStatus,
  HealthReason,
  ExternalServiceInDepth,
  Installation,
  OpenSessions,
  ServiceDay,
  ServiceHistory,
  SessionMetrics,
} from '@watchroom/contracts';
import type { Reading } from '../lib/reading';

/** A moment for tests that need one. */
export const NOON = Date.parse('2026-11-23T12:00:00Z');

export const ago = (seconds: number, nowMs = NOON): string => new Date(nowMs - seconds * 1000).toISOString();

export const reading = <T>(data: T | undefined, more: Partial<Reading<T>> = {}): Reading<T> => ({
  data,
  asOfMs: data === undefined ? null : NOON - 1000,
  failure: null,
  ...more,
});

export const someEvidence = (more: Partial<Evidence> = {}): Evidence => ({
  n: 1204,
  window_seconds: 300,
  sources: ['student-platform'],
  newest_at: ago(3),
  stale: false,
  ...more,
});

/** `stale`: sessions of each band, the youngest first. */
export const someOpenSessions = (active = 17, stale: number[] = [0, 0, 0, 0, 0]): OpenSessions => {
  const edges = [1800, 7200, 21_600, 86_400, 604_800];
  return {
    active,
    stale: stale.reduce((sum, sessions) => sum + sessions, 0),
    stale_by_age: edges.map((from_seconds, i) => ({
      from_seconds,
      to_seconds: edges[i + 1] ?? null,
      sessions: stale[i] ?? 0,
    })),
    active_by_provider: { daily_co: active - 2, livekit: 1, beyond_presence: 0, unknown: 1 },
    active_with_avatar: null,
  };
};

export const someCurrent = (more: Partial<CurrentMetrics> = {}): CurrentMetrics => ({
  active_sessions_count: 17,
  avg_connection_quality: 'good',
  error_rate_last_hour: 0.0123,
  api_response_time_p95: 182.4,
  db_pool_active: 2,
  db_pool_size: 10,
  system_health: 'healthy',
  as_of: new Date().toISOString(),
  health_reasons: [],
  service_verdicts: { daily_co: null, livekit: null, beyond_presence: null },
  evidence: {
    active_sessions_count: someEvidence({ n: 17, window_seconds: 1800 }),
    avg_connection_quality: someEvidence({ n: 41, window_seconds: 3600 }),
    error_rate_last_hour: someEvidence({ n: 12_040, window_seconds: 3600 }),
    api_response_time_p95: someEvidence({ relative_error: 0.0055 }),
    db_pool_active: someEvidence({ n: 530, sources: ['watchroom'] }),
  },
  stale_sessions_count: 0,
  open_sessions: someOpenSessions(),
  active_window_seconds: 1800,
  thresholds: {
    error_rate_warning: 0.02,
    error_rate_critical: 0.05,
    response_time_warning_ms: 500,
    response_time_critical_ms: 1000,
  },
  simulated: false,
  ...more,
});

/** LiveKit is down. */
export const someReason = (more: Partial<HealthReason> = {}): HealthReason => ({
  input: 'livekit',
  state: 'degraded',
  value: 'down',
  limit: 'operational',
  unit: null,
  since: ago(720),
  previous_state: 'healthy',
  detail: 'No answer within 5 seconds.',
  turns_green: '2 good probes in a row.',
  ...more,
});

export const someSessions = (more: Partial<SessionMetrics> = {}): SessionMetrics => ({
  total_sessions: 48,
  sessions_by_category: { Anxiety: 30, Depression: 18, Crisis: 0 },
  connection_quality_distribution: { excellent: 41.2, good: 38, fair: 15.1, poor: 5.7 },
  sessions_with_quality: 40,
  open_sessions: someOpenSessions(),
  evidence: {
    total_sessions: someEvidence({ n: 48, window_seconds: 2_592_000 }),
    connection_quality_distribution: someEvidence({ n: 40, window_seconds: 2_592_000 }),
  },
  as_of: new Date().toISOString(),
  ...more,
});

export const someBucket = (more: Partial<ErrorBucket> = {}): ErrorBucket => ({
  start: ago(3600),
  requests: 1000,
  errors: 10,
  error_rate: 0.01,
  state: 'ok',
  too_few: false,
  ...more,
});

export const someTrend = (more: Partial<ErrorTrend> = {}): ErrorTrend => ({
  bucket_seconds: 3600,
  warning_threshold: 0.02,
  critical_threshold: 0.05,
  buckets: Array.from({ length: 24 }, (_, index) => someBucket({ start: ago((23 - index) * 3600) })),
  crossings: [],
  sources: ['student-platform'],
  evidence: { error_rate: someEvidence({ n: 24_000, window_seconds: 86_400 }) },
  as_of: new Date().toISOString(),
  ...more,
});

export const someDatabase = (more: Partial<DatabaseMetrics> = {}): DatabaseMetrics => ({
  active: 2,
  idle: 4,
  size: 10,
  waiting: 0,
  wait_ms: { p50: 0.4, p95: 2.1, max: 14.8, n: 530, relative_error: 0.0054, too_few: false },
  timeouts: 0,
  replicas: [],
  evidence: {
    active: someEvidence({ n: 1, window_seconds: 10, sources: ['watchroom'] }),
    wait_ms: someEvidence({ n: 530, sources: ['watchroom'] }),
  },
  as_of: new Date().toISOString(),
  ...more,
});

export const someService = (more: Partial<ExternalServiceDetail> = {}): ExternalServiceDetail => ({
  status: 'operational',
  reason: 'answered',
  detail: 'Answers as it should.',
  latency_ms: 143,
  checked_at: ago(12),
  since: ago(3600),
  turns_green: null,
  verdict: null,
  verdict_detail: null,
  verdict_since: null,
  witnesses: null,
  effect: null,
  ...more,
});

export const someDay = (more: Partial<ServiceDay> = {}): ServiceDay => ({
  day: '2026-11-23',
  operational_seconds: 43_200,
  degraded_seconds: 0,
  down_seconds: 0,
  unobserved_seconds: 0,
  ...more,
});

/** Ninety days, of which those before yesterday were not observed. */
const someHistory = (more: Partial<ServiceHistory> = {}): ServiceHistory => ({
  days: [
    ...Array.from({ length: 88 }, (_, index) =>
      someDay({
        day: new Date(NOON - (89 - index) * 86_400_000).toISOString().slice(0, 10),
        operational_seconds: 0,
        unobserved_seconds: 86_400,
      }),
    ),
    someDay({ day: '2026-11-22', operational_seconds: 85_000, down_seconds: 900, unobserved_seconds: 500 }),
    someDay(),
  ],
  uptime: { days: 2, lower: 0.992, upper: 0.998, unobserved: 0.006 },
  ...more,
});

export const someServiceInDepth = (more: Partial<ExternalServiceInDepth> = {}): ExternalServiceInDepth => ({
  service: 'livekit',
  ...someService(),
  as_of: new Date().toISOString(),
  incidents: [],
  verdict_changes: [],
  latency: Array.from({ length: 144 }, (_, index) => ({
    start: new Date(NOON - (143 - index) * 600_000).toISOString(),
    answered: 20,
    failed: 0,
    p50_ms: 80,
    max_ms: 140,
  })),
  ...someHistory(),
  active_count: null,
  webhooks: {
    last_received_at: null,
    accepted: 0,
    refused: 0,
    vendor_state: null,
    detail: 'No webhook has been received.',
  },
  certificate: null,
  stuck_sessions_closed: 0,
  bad_ends: [],
  avatars_missing: null,
  ...more,
});

export const someServices = (livekit: Partial<ExternalServiceDetail> = {}): ExternalServicesStatus => {
  const details = { daily_co: someService(), livekit: someService(livekit), beyond_presence: someService() };
  return {
    daily_co: details.daily_co.status,
    livekit: details.livekit.status,
    beyond_presence: details.beyond_presence.status,
    details,
    history: { daily_co: someHistory(), livekit: someHistory(), beyond_presence: someHistory() },
  };
};

/** `connected`: whether everything or nothing is. */
export const someInstallation = (connected: boolean): Installation => ({
  simulated: false,
  sessions: { connected, newest_at: null },
  telemetry: { connected, services: connected ? ['student-platform'] : [], newest_at: null },
  external_services: {
    daily_co: { configured: connected, variables: ['DAILY_API_KEY'] },
    livekit: { configured: connected, variables: ['LIVEKIT_URL', 'LIVEKIT_API_KEY'] },
    beyond_presence: { configured: connected, variables: ['BEYOND_PRESENCE_API_KEY'] },
  },
  as_of: new Date().toISOString(),
});
