import { type CurrentMetrics, EXTERNAL_SERVICE_NAMES } from '@watchroom/contracts';
import { current, installation, reason } from '../bodies/current';
import { databaseMetrics } from '../bodies/database';
import { evidence } from '../bodies/evidence';
import { externalServices, witness } from '../bodies/external-services';
import { history } from '../bodies/history';
import { openSessions } from '../bodies/sessions';
import { ago, iso, NOW_MS } from '../moment';
import { refuse, type Scene } from '../scene';
import { calm, emptyTrend, quietSessions, unseen } from './quiet';

const nothingSeen = { newest_at: null, n: 0, sources: [] };

/** The sources are silent: what is not known is said, with its reason. */
export const blind: Scene = {
  ...calm,
  current: () => blindCurrent(),
  database: () => ({
    ...databaseMetrics(),
    active: null,
    idle: null,
    waiting: null,
    replicas: [],
    wait_ms: { p50: null, p95: null, max: null, n: 0, relative_error: null, too_few: true },
  }),
  sessions: refuse(503, 'The database does not answer; nothing was changed. Try again.'),
  history: (asked) => unseen(history(asked)),
  errorTrend: () => emptyTrend('unobserved'),
  externalServices: () => externalServices({ daily_co: OFFLINE, livekit: OFFLINE, beyond_presence: OFFLINE }),
};

const OFFLINE = {
  status: 'unknown',
  reason: 'we_are_offline',
  detail: 'All vendors fail at once at the network: Watchroom is offline, they need not be down.',
  latency_ms: null,
  turns_green: 'The next answer of any vendor.',
  verdict: 'blind',
  verdict_detail: 'Nothing seen here is fresh enough to judge by: ask who runs our network.',
  witnesses: {
    vendor_says: witness('unknown', 'Its status page cannot be reached.', 44),
    probe_sees: witness('unknown', 'We are offline.', 12),
    sessions_feel: witness('unknown', 'Too few sessions to say (n = 0).', 12),
  },
} as const;

const blindCurrent = (): CurrentMetrics => {
  const body = current({
    active_sessions_count: null,
    avg_connection_quality: 'unknown',
    error_rate_last_hour: null,
    api_response_time_p95: null,
    db_pool_active: null,
    stale_sessions_count: null,
    open_sessions: null,
    system_health: 'unknown',
    service_verdicts: { daily_co: 'blind', livekit: 'blind', beyond_presence: 'blind' },
    health_reasons: [
      reason({
        input: 'own_data',
        state: 'unknown',
        since: ago(260),
        detail: 'No service reports its requests any more.',
        turns_green: 'The next report.',
      }),
    ],
  });
  const silent = (seconds: number) => evidence(0, seconds, { ...nothingSeen, stale: true });
  return {
    ...body,
    evidence: {
      active_sessions_count: silent(1800),
      avg_connection_quality: silent(3600),
      error_rate_last_hour: silent(3600),
      api_response_time_p95: silent(300),
      db_pool_active: silent(10),
    },
  };
};

/** An installation to which nothing is connected yet. */
export const firstRun: Scene = {
  ...blind,
  sessions: () => ({
    ...quietSessions(),
    sessions_by_category: {},
    evidence: {
      total_sessions: evidence(0, 2_592_000, nothingSeen),
      connection_quality_distribution: evidence(0, 2_592_000, nothingSeen),
    },
  }),
  current: () => ({
    ...blindCurrent(),
    active_sessions_count: 0,
    stale_sessions_count: 0,
    open_sessions: openSessions(0),
    db_pool_active: 1,
    health_reasons: (['daily_co', 'livekit', 'beyond_presence'] as const).map((input) =>
      reason({
        input,
        state: 'unknown',
        value: 'not_configured',
        limit: 'operational',
        since: null,
        previous_state: null,
        detail: `${EXTERNAL_SERVICE_NAMES[input]} is not configured: no key is set.`,
        turns_green: 'Its keys in the settings.',
      }),
    ),
    service_verdicts: { daily_co: null, livekit: null, beyond_presence: null },
  }),
  database: databaseMetrics,
  errorTrend: () => ({
    ...emptyTrend('unobserved'),
    sources: [],
    evidence: { error_rate: evidence(0, 86_400, nothingSeen) },
  }),
  externalServices: () => {
    const body = externalServices({
      daily_co: NOT_CONFIGURED,
      livekit: NOT_CONFIGURED,
      beyond_presence: NOT_CONFIGURED,
    });
    const uptime = { days: 0, lower: null, upper: null, unobserved: 1 };
    const unseenDays = (days: (typeof body)['history']['livekit']['days']) =>
      days.map((day) => ({
        day: day.day,
        operational_seconds: 0,
        degraded_seconds: 0,
        down_seconds: 0,
        unobserved_seconds: 86_400,
      }));
    const { daily_co, livekit, beyond_presence } = body.history;
    return {
      ...body,
      history: {
        daily_co: { days: unseenDays(daily_co.days), uptime },
        livekit: { days: unseenDays(livekit.days), uptime },
        beyond_presence: { days: unseenDays(beyond_presence.days), uptime },
      },
    };
  },
  events: () => ({ from: ago(86_400), to: iso(NOW_MS), events: [], next: null, as_of: iso(NOW_MS) }),
  installation: () => installation(false),
};

const NOT_CONFIGURED = {
  status: 'unknown',
  reason: 'not_configured',
  detail: 'It is not configured: no key is set.',
  latency_ms: null,
  checked_at: null,
  since: null,
  turns_green: 'Its keys in the settings.',
  verdict: null,
  verdict_detail: null,
  verdict_since: null,
  witnesses: null,
} as const;
