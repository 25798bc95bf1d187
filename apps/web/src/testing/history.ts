import type { History, HistoryMetric, HistoryPoint, SessionProvider } from '@watchroom/contracts';
import { NOON } from './metrics';

/** A step of history that starts `index` steps after the first. */
const somePoint = (more: Partial<HistoryPoint> = {}): HistoryPoint => ({
  start: new Date(NOON).toISOString(),
  seconds: 900,
  state: 'value',
  value: 20,
  n: 15,
  observed_minutes: 15,
  filling: false,
  ...more,
});

/** A history of these points, one after the other; the last one ends at noon. */
export const someMetricHistory = (points: Partial<HistoryPoint>[], more: Partial<History> = {}): History => {
  const seconds = more.step_seconds ?? 900;
  const startMs = NOON - points.length * seconds * 1000;
  return {
    metric: 'active_sessions',
    unit: 'sessions',
    service: null,
    provider: null,
    time_zone: null,
    from: new Date(startMs).toISOString(),
    to: new Date(NOON).toISOString(),
    step_seconds: seconds,
    resolution_seconds: 60,
    points: points.map((point, index) =>
      somePoint({ seconds, start: new Date(startMs + index * seconds * 1000).toISOString(), ...point }),
    ),
    sources: [],
    as_of: new Date(NOON).toISOString(),
    ...more,
  };
};

/** As the server answers: whole steps over what is asked for. */
export function aHistory(asked: URLSearchParams): History {
  const step = Number(asked.get('step')) * 1000;
  const fromMs = Math.floor(Date.parse(asked.get('from') ?? '') / step) * step;
  const toMs = Math.ceil(Date.parse(asked.get('to') ?? '') / step) * step;
  const points = Array.from({ length: (toMs - fromMs) / step }, (_, index) =>
    somePoint({ seconds: step / 1000, start: new Date(fromMs + index * step).toISOString() }),
  );
  return {
    ...someMetricHistory([]),
    metric: asked.get('metric') as HistoryMetric,
    provider: asked.get('provider') as SessionProvider | null,
    points,
  };
}
