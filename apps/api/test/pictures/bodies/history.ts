import type {
  History,
  HistoryMetric,
  HistoryPoint,
  HistoryUnit,
  SessionProvider,
} from '@watchroom/contracts';
import {
  errorsIn,
  isSeen,
  minutesOf,
  poolUseAt,
  poolWaitAt,
  qualityAt,
  requestsIn,
  responseTime,
  sessionsAt,
  timeoutsAt,
} from '../lived-days';
import { iso, NOW_MS } from '../moment';
import { PLATFORM } from './evidence';

type Told = Pick<HistoryPoint, 'value' | 'n'> & Partial<HistoryPoint>;

interface Metric {
  unit: HistoryUnit;
  /** What the minutes of a step tell together; at least one was seen. */
  tell: (minutes: number[]) => Told;
}

const sum = (minutes: number[], of: (ms: number) => number): number =>
  minutes.reduce((total, minute) => total + of(minute), 0);
const mean = (minutes: number[], of: (ms: number) => number): number => sum(minutes, of) / minutes.length;

const percentile = (times: number): Metric => ({
  unit: 'ms',
  tell: (minutes) => ({
    value: mean(minutes, responseTime) * times,
    n: sum(minutes, requestsIn),
    relative_error: 0.0217,
    too_few: false,
  }),
});

const wait = (times: number): Metric => ({
  unit: 'ms',
  tell: (minutes) => ({
    value: mean(minutes, poolWaitAt) * times,
    n: 220 * minutes.length,
    relative_error: 0.0055,
    too_few: false,
  }),
});

/** Shares of the sessions that need each provider; one with an avatar needs two. */
const NEED: Record<SessionProvider, number> = {
  daily_co: 0.37,
  livekit: 0.53,
  beyond_presence: 0.36,
  unknown: 0.05,
};

const needing = (share: number): Metric => ({
  unit: 'sessions',
  tell: (minutes) => ({
    value: mean(minutes, sessionsAt) * share,
    n: minutes.length,
    min: Math.floor(Math.min(...minutes.map(sessionsAt)) * share),
    max: Math.ceil(Math.max(...minutes.map(sessionsAt)) * share),
  }),
});

const METRICS: Record<HistoryMetric, Metric> = {
  requests: {
    unit: 'requests',
    tell: (minutes) => ({ value: sum(minutes, requestsIn), n: sum(minutes, requestsIn) }),
  },
  error_rate: {
    unit: 'fraction',
    tell: (minutes) => ({
      value: sum(minutes, errorsIn) / sum(minutes, requestsIn),
      n: sum(minutes, requestsIn),
      too_few: false,
    }),
  },
  response_time_p50: percentile(0.31),
  response_time_p95: percentile(1),
  response_time_p99: percentile(1.72),
  active_sessions: needing(1),
  connection_quality: {
    unit: 'score',
    tell: (minutes) => ({ value: mean(minutes, qualityAt), n: Math.round(sum(minutes, sessionsAt) / 12) }),
  },
  pool_use: {
    unit: 'fraction',
    tell: (minutes) => ({
      value: mean(minutes, poolUseAt),
      n: 2 * minutes.length,
      max: Math.max(...minutes.map(poolUseAt)) + 0.1,
      waiting_max: Math.max(...minutes.map(timeoutsAt)),
    }),
  },
  pool_wait_p50: wait(0.12),
  pool_wait_p95: wait(1),
  pool_timeouts: {
    unit: 'timeouts',
    tell: (minutes) => ({
      value: Math.max(...minutes.map(timeoutsAt)),
      n: 220 * minutes.length,
    }),
  },
};

/** As the server answers: whole steps over what is asked for. */
export function history(asked: URLSearchParams): History {
  const metric = asked.get('metric') as HistoryMetric;
  const step = Number(asked.get('step'));
  const stepMs = step * 1000;
  const fromMs = Math.floor(Date.parse(asked.get('from') ?? '') / stepMs) * stepMs;
  const toMs = Math.ceil(Date.parse(asked.get('to') ?? '') / stepMs) * stepMs;
  const provider = asked.get('provider') as SessionProvider | null;
  const { unit, tell } = provider === null ? METRICS[metric] : needing(NEED[provider]);
  const starts = Array.from({ length: (toMs - fromMs) / stepMs }, (_, index) => fromMs + index * stepMs);
  return {
    metric,
    unit,
    service: null,
    provider,
    time_zone: null,
    from: iso(fromMs),
    to: iso(toMs),
    step_seconds: step,
    resolution_seconds: step < 3600 ? 60 : 3600,
    points: starts.map((startMs) => point(startMs, stepMs, tell)),
    sources: unit === 'sessions' || unit === 'score' ? [] : [PLATFORM],
    as_of: iso(NOW_MS - 900),
  };
}

function point(startMs: number, stepMs: number, tell: Metric['tell']): HistoryPoint {
  const minutes = minutesOf(startMs, Math.min(startMs + stepMs, NOW_MS)).filter(isSeen);
  const shared = {
    start: iso(startMs),
    seconds: stepMs / 1000,
    observed_minutes: minutes.length,
    filling: startMs + stepMs > NOW_MS,
  };
  if (minutes.length === 0) return { ...shared, state: 'unobserved', value: null, n: null };
  return { ...shared, state: 'value', ...tell(minutes) };
}
