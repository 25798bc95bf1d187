import type { SessionProvider } from './external-services';
import type { Repeatable } from './metrics';

/** What can be asked for over time. */
export const HISTORY_METRICS = [
  'error_rate',
  'response_time_p50',
  'response_time_p95',
  'response_time_p99',
  'requests',
  'active_sessions',
  'connection_quality',
  'pool_use',
  'pool_wait_p50',
  'pool_wait_p95',
  'pool_timeouts',
] as const;
export type HistoryMetric = (typeof HISTORY_METRICS)[number];

/** Lengths of a step in seconds: 1, 5 and 15 minutes, 1 and 6 hours, a day. */
export const HISTORY_STEPS = [60, 300, 900, 3600, 21_600, 86_400] as const;
export type HistoryStep = (typeof HISTORY_STEPS)[number];

/** `score`: excellent 4, good 3, fair 2, poor 1. */
export type HistoryUnit = 'fraction' | 'ms' | 'requests' | 'sessions' | 'score' | 'timeouts';

/**
 * `no_traffic`: observed, and nothing happened: counts are 0, rates, percentiles and scores null. `unobserved`: nobody
 * measured, or has yet, or what was measured then does not tell it: `value` and `n` are null.
 */
export const HISTORY_STATES = ['value', 'no_traffic', 'unobserved'] as const;
export type HistoryState = (typeof HISTORY_STATES)[number];

export interface HistoryPoint {
  /** RFC 3339 UTC. */
  start: string;
  /** Length of this step: a local day has 23, 24 or 25 hours. */
  seconds: number;
  state: HistoryState;
  value: number | null;
  /** Requests, checkouts of the pool, or minutes in which sessions or connections in use were counted. */
  n: number | null;
  /** Minutes of the step that somebody observed: the value speaks of these only. */
  observed_minutes: number;
  /** The step lasts until now or beyond: its value will still change. */
  filling: boolean;
  /** Percentiles only: as a fraction; null when it has no bound. */
  relative_error?: number | null;
  /**
   * Percentiles only: what was damaged in the database, and is neither in `n` nor in `value`: requests without their
   * durations, or reports of the pool.
   */
  unreadable?: number;
  /** Rates and percentiles only: too little was seen to judge by it. */
  too_few?: boolean;
  /**
   * Active sessions: fewest and most in any minute; `value` is the mean. Pool use has no `min`; its `max` is the most at
   * one moment in any one replica, as a fraction of that replica's own connections.
   */
  min?: number | null;
  max?: number | null;
  /** Pool use only: most callers that waited at one moment in any one replica. */
  waiting_max?: number;
}

/** One number over time, oldest step first; steps without a value are there all the same. */
export interface History extends Repeatable {
  metric: HistoryMetric;
  unit: HistoryUnit;
  /** The one service asked for; null = all that are monitored, or a metric that knows no services. */
  service: string | null;
  /**
   * Active sessions only: those that need this one, as now in `open_sessions`: Beyond Presence also for the avatar in a
   * session that another service carries. `unknown`: nobody told what carries them. Null = all.
   */
  provider: SessionProvider | null;
  /** Whose days the steps are; null = UTC. */
  time_zone: string | null;
  /** RFC 3339 UTC: start of the first step, end of the last. The range asked for is widened to whole steps. */
  from: string;
  to: string;
  step_seconds: number;
  /** Finest rows that the answer was put together from: 60 or 3600. */
  resolution_seconds: number;
  points: HistoryPoint[];
  /** Names of the services that requests are counted of; empty for other metrics. */
  sources: string[];
  as_of: string;
}
