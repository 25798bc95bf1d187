import type { CurrentMetrics, HealthReason, Installation } from '@watchroom/contracts';
import { ago, iso, NOW_MS } from '../moment';
import { evidence, PLATFORM } from './evidence';
import { openSessions } from './sessions';

export const OPEN = openSessions(112, [2, 1, 0, 0, 0]);
const REPLICAS = ['api-7f2c', 'api-9b1e'];

/** All is well. */
export const current = (more: Partial<CurrentMetrics> = {}): CurrentMetrics => ({
  active_sessions_count: OPEN.active,
  avg_connection_quality: 'good',
  error_rate_last_hour: 0.00514,
  api_response_time_p95: 286.4,
  db_pool_active: 3,
  db_pool_size: 20,
  system_health: 'healthy',
  as_of: iso(NOW_MS - 900),
  health_reasons: [],
  service_verdicts: { daily_co: 'agreed_fine', livekit: 'agreed_fine', beyond_presence: 'agreed_fine' },
  evidence: {
    active_sessions_count: evidence(115, 1800, { sources: ['sessions'] }),
    avg_connection_quality: evidence(214, 3600, { sources: ['sessions'] }),
    error_rate_last_hour: ofRequests(45_312, 3600),
    api_response_time_p95: ofRequests(3_611, 300, { relative_error: 0.0217 }),
    db_pool_active: evidence(2, 10, { sources: REPLICAS, newest_at: ago(3) }),
  },
  stale_sessions_count: OPEN.stale,
  open_sessions: OPEN,
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

export const ofRequests = (n: number, seconds: number, more: Parameters<typeof evidence>[2] = {}) =>
  evidence(n, seconds, {
    too_few: false,
    overflowing: [],
    behind_seconds: 0,
    unreadable_reports: 0,
    ...more,
  });

export const reason = (
  more: Partial<HealthReason> & Pick<HealthReason, 'input' | 'detail'>,
): HealthReason => ({
  state: 'degraded',
  value: null,
  limit: null,
  unit: null,
  since: ago(720),
  previous_state: 'healthy',
  turns_green: '2 good probes in a row.',
  ...more,
});

export const installation = (connected = true): Installation => ({
  simulated: false,
  sessions: { connected, newest_at: connected ? ago(4) : null },
  telemetry: { connected, services: connected ? [PLATFORM] : [], newest_at: connected ? ago(4) : null },
  external_services: {
    daily_co: { configured: connected, variables: ['DAILY_API_KEY'] },
    livekit: {
      configured: connected,
      variables: ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'],
    },
    beyond_presence: { configured: connected, variables: ['BEYOND_PRESENCE_API_KEY'] },
  },
  as_of: iso(NOW_MS - 900),
});
