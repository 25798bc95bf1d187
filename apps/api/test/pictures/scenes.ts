import type { CurrentMetrics, History, SessionMetrics } from '@watchroom/contracts';
import { current, installation, ofRequests, reason } from './bodies/current';
import { databaseMetrics } from './bodies/database';
import { errorTrend } from './bodies/errors';
import { evidence } from './bodies/evidence';
import { nothingNew } from './bodies/events';
import { externalServices, witness } from './bodies/external-services';
import { history } from './bodies/history';
import { openSessions, sessionMetrics } from './bodies/sessions';
import { ago, iso, NOW_MS, today } from './moment';
import { AFTERNOON, refuse, type Scene, silence } from './scene';

const calm: Scene = { ...AFTERNOON, news: nothingNew };
const nothingSeen = { newest_at: null, n: 0, sources: [] };
const none = { excellent: 0, good: 0, fair: 0, poor: 0 };

/** Nothing was ever told, or nothing of this kind. */
const unseen = (body: History): History => ({
  ...body,
  points: body.points.map((point) => ({
    start: point.start,
    seconds: point.seconds,
    filling: point.filling,
    observed_minutes: 0,
    state: 'unobserved',
    value: null,
    n: null,
  })),
});

const loading: Scene = {
  ...AFTERNOON,
  current: silence,
  sessions: silence,
  errorTrend: silence,
  database: silence,
  externalServices: silence,
  history: silence,
  events: silence,
  news: silence,
  installation: silence,
};

/** A holiday: everything is measured, and nobody is there. */
const noTraffic: Scene = {
  ...calm,
  current: () =>
    current({
      active_sessions_count: 0,
      avg_connection_quality: 'unknown',
      error_rate_last_hour: null,
      api_response_time_p95: null,
      stale_sessions_count: 0,
      open_sessions: openSessions(0),
      evidence: {
        active_sessions_count: evidence(0, 1800, { sources: ['sessions'] }),
        avg_connection_quality: evidence(0, 3600, { sources: ['sessions'] }),
        error_rate_last_hour: ofRequests(0, 3600),
        api_response_time_p95: ofRequests(0, 300, { relative_error: null }),
        db_pool_active: evidence(2, 10, { sources: ['api-7f2c', 'api-9b1e'] }),
      },
    }),
  sessions: () => quietSessions(),
  errorTrend: () => ({
    ...errorTrend(),
    crossings: [],
    buckets: errorTrend().buckets.map(({ start }) => ({
      start,
      requests: 0,
      errors: 0,
      error_rate: null,
      state: 'no_traffic',
      too_few: false,
    })),
  }),
  history: (asked) => {
    const body = history(asked);
    const isCount = ['requests', 'sessions', 'timeouts'].includes(body.unit);
    return {
      ...body,
      points: body.points.map((point) => ({
        ...point,
        state: 'no_traffic',
        value: isCount ? 0 : null,
        n: 0,
      })),
    };
  },
};

const quietSessions = (): SessionMetrics => ({
  ...sessionMetrics(),
  total_sessions: 0,
  sessions_by_category: { Anxiety: 0, Sleep: 0 },
  connection_quality_distribution: none,
  sessions_with_quality: 0,
  open_sessions: openSessions(0),
});

const tooFew: Scene = {
  ...calm,
  current: () => {
    const body = current({
      active_sessions_count: 3,
      error_rate_last_hour: 0.125,
      open_sessions: openSessions(3),
    });
    const few = ofRequests(16, 3600, { too_few: true });
    const fewer = ofRequests(4, 300, { too_few: true, relative_error: 0.0217 });
    const counted = { ...body.evidence, error_rate_last_hour: few, api_response_time_p95: fewer };
    return { ...body, evidence: counted };
  },
  database: () => {
    const body = databaseMetrics();
    return { ...body, wait_ms: { ...body.wait_ms, n: 12, too_few: true } };
  },
};

/** The database has given nothing newer for two minutes. */
const stale: Scene = {
  ...calm,
  current: () => current({ as_of: ago(131), stale_since: ago(131) }),
  sessions: () => ({ ...sessionMetrics(), as_of: ago(131), stale_since: ago(131) }),
  errorTrend: () => ({ ...errorTrend(), as_of: ago(131), stale_since: ago(131) }),
  database: () => ({ ...databaseMetrics(), as_of: ago(131), stale_since: ago(131) }),
  externalServices: () => ({ ...externalServices(), stale_since: ago(131) }),
};

/** The sources are silent: what is not known is said, with its reason. */
const blind: Scene = {
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
  errorTrend: () => ({
    ...errorTrend(),
    crossings: [],
    buckets: errorTrend().buckets.map(({ start }) => ({
      start,
      requests: 0,
      errors: 0,
      error_rate: null,
      state: 'unobserved',
      too_few: false,
    })),
  }),
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
const firstRun: Scene = {
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
    health_reasons: [
      reason({
        input: 'sessions',
        state: 'unknown',
        since: null,
        previous_state: null,
        detail: 'No platform has reported a session yet.',
        turns_green: 'The first report.',
      }),
      reason({
        input: 'own_data',
        state: 'unknown',
        since: null,
        previous_state: null,
        detail: 'No service has reported requests yet.',
        turns_green: 'The first report.',
      }),
    ],
    service_verdicts: { daily_co: null, livekit: null, beyond_presence: null },
  }),
  database: databaseMetrics,
  errorTrend: () => ({
    ...errorTrend(),
    sources: [],
    crossings: [],
    buckets: errorTrend().buckets.map(({ start }) => ({
      start,
      requests: 0,
      errors: 0,
      error_rate: null,
      state: 'unobserved',
      too_few: false,
    })),
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

const LIVEKIT_DOWN =
  "Our probe: LiveKit has not answered 3 probes in a row (HTTP 500). The vendor's status page: status.livekit.io. " +
  'Our sessions: 68 of 83 sessions that reported in the last 15 minutes are poor (82 %; with 95 % certainty 72 % to 89 %, the limit is 15 %). ' +
  'LiveKit declares it: status.livekit.io says “Partial System Outage”. Nothing to report; follow status.livekit.io.';

/** LiveKit is down and requests fail with it. */
const outage: Scene = {
  ...calm,
  current: () =>
    current({
      system_health: 'critical',
      avg_connection_quality: 'fair',
      error_rate_last_hour: 0.0713,
      active_sessions_count: 58,
      open_sessions: openSessions(58, [31, 1, 0, 0, 0]),
      stale_sessions_count: 32,
      service_verdicts: { daily_co: 'agreed_fine', livekit: 'agreed_down', beyond_presence: 'blocked' },
      health_reasons: [
        reason({
          input: 'error_rate',
          state: 'critical',
          value: 0.0713,
          limit: 0.05,
          unit: 'fraction',
          since: today('14:24:10'),
          detail: '7.1 % of the requests of the last hour failed (3231 of 45312).',
          turns_green: 'Under 2 % for 60 s.',
        }),
        reason({
          input: 'livekit',
          value: 'down',
          limit: 'operational',
          since: today('14:21:40'),
          detail: LIVEKIT_DOWN,
        }),
        reason({
          input: 'beyond_presence',
          value: 'blocked',
          limit: 'agreed_fine',
          since: today('14:21:41'),
          detail:
            'Beyond Presence works inside the rooms of LiveKit, and our probe sees LiveKit down: call LiveKit, not Beyond Presence.',
          turns_green: 'The service that it needs, up again.',
        }),
      ],
    }),
  externalServices: () =>
    externalServices({
      livekit: {
        status: 'down',
        reason: 'failing',
        detail:
          "LiveKit has not answered 3 probes in a row (HTTP 500). The vendor's status page: status.livekit.io.",
        latency_ms: 12,
        since: today('14:21:40'),
        turns_green: '2 good probes in a row.',
        verdict: 'agreed_down',
        verdict_detail: LIVEKIT_DOWN,
        verdict_since: today('14:21:41'),
        witnesses: {
          vendor_says: witness('trouble', 'status.livekit.io says “Partial System Outage”.', 22),
          probe_sees: witness('down', 'LiveKit has not answered 3 probes in a row (HTTP 500).', 11),
          sessions_feel: witness(
            'trouble',
            '68 of 83 sessions that reported in the last 15 minutes are poor (82 %; with 95 % certainty 72 % to 89 %, the limit is 15 %).',
            6,
          ),
        },
        effect: {
          incident: 'Elevated connection errors in Europe',
          since: today('14:22:00'),
          before: { poor: 5, n: 112 },
          during: { poor: 68, n: 83 },
          difference: 0.775,
          interval: [0.68, 0.84],
          detail:
            'Since 14:22 UTC 68 of 83 (82 %) of our sessions are poor, in the hour before 5 of 112 (4.5 %): our sessions are worse for it (difference +77 points, with 95 % certainty +68 points to +84 points).',
        },
      },
      beyond_presence: {
        verdict: 'blocked',
        verdict_detail:
          'Beyond Presence works inside the rooms of LiveKit, and our probe sees LiveKit down: call LiveKit, not Beyond Presence.',
        verdict_since: today('14:21:41'),
      },
    }),
};

/** Watchroom's own server answers nothing but errors. */
const BROKEN = refuse(500, 'Watchroom failed to answer. The log has the details under this request id.');
const failing: Scene = {
  ...AFTERNOON,
  current: BROKEN,
  sessions: BROKEN,
  errorTrend: BROKEN,
  database: BROKEN,
  externalServices: BROKEN,
  history: BROKEN,
  events: BROKEN,
  news: BROKEN,
  installation: BROKEN,
};

/** For somebody whose role does not include the dashboard. */
const noRole: Scene = {
  ...AFTERNOON,
  me: () => ({ email: 'cora@example.org', role: 'CONTENT_MANAGER', expires_at: '2026-11-24T02:35:20.000Z' }),
};

/** An answer that no page can draw. */
const damaged: Scene = {
  ...AFTERNOON,
  events: () => ({ ...AFTERNOON.events(), events: null }) as never,
};

export const SCENES = {
  value: AFTERNOON,
  loading,
  noTraffic,
  tooFew,
  stale,
  blind,
  firstRun,
  outage,
  failing,
  noRole,
  damaged,
} satisfies Record<string, Scene>;
export type SceneName = keyof typeof SCENES;
