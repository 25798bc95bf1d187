import { type ErrorTrend, type History, type HourState, type SessionMetrics } from '@watchroom/contracts';
import { current, ofRequests } from '../bodies/current';
import { databaseMetrics } from '../bodies/database';
import { errorTrend } from '../bodies/errors';
import { nothingNew } from '../bodies/events';
import { evidence } from '../bodies/evidence';
import { history } from '../bodies/history';
import { openSessions, sessionMetrics } from '../bodies/sessions';
import { AFTERNOON, type Scene } from '../scene';

/** The reader has missed nothing. */
export const calm: Scene = { ...AFTERNOON, news: nothingNew };

/** Nothing was ever told, or nothing of this kind. */
export const unseen = (body: History): History => ({
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

export const emptyTrend = (state: Extract<HourState, 'no_traffic' | 'unobserved'>): ErrorTrend => ({
  ...errorTrend(),
  crossings: [],
  buckets: errorTrend().buckets.map(({ start }) => ({
    start,
    requests: 0,
    errors: 0,
    error_rate: null,
    state,
    too_few: false,
  })),
});

export const quietSessions = (): SessionMetrics => ({
  ...sessionMetrics(),
  total_sessions: 0,
  sessions_by_category: { Anxiety: 0, Sleep: 0 },
  connection_quality_distribution: { excellent: 0, good: 0, fair: 0, poor: 0 },
  sessions_with_quality: 0,
  open_sessions: openSessions(0),
});

/** A holiday: everything is measured, and nobody is there. */
export const noTraffic: Scene = {
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
  errorTrend: () => emptyTrend('no_traffic'),
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

export const tooFew: Scene = {
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
