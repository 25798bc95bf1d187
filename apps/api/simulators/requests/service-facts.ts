import { busyness } from '../chance/rhythm';

/** Name of the simulated counselling service in its telemetry. */
export const SERVICE = 'counselling-api';

/** The metric of the stable HTTP semantic conventions that Watchroom reads. */
export const METRIC = { name: 'http.server.request.duration', unit: 's' } as const;

/** How the service behaves on a usual day; all routes together have a median of about 70 ms and a p95 of about 290. */
export const USUAL = {
  requestsPerSecond: 10,
  failing: 0.005,
  /** Share of requests that ask for a room that is gone. */
  unknown: 0.01,
  /** A failure comes sooner than an answer: by this factor. */
  quickFailure: 0.4,
} as const;

/** One route: its part of all requests, and its lognormal durations (p95 = median · e^(1.645 · spread)). */
export interface RouteFacts {
  method: 'GET' | 'POST';
  route: string;
  /** Of an answer that is no failure. */
  status: 200 | 201;
  share: number;
  medianMs: number;
  spread: number;
  /** How often it fails, as a multiple of the service's share of failures. */
  frailty: number;
}

export const ROOM_ROUTE = '/rooms/:id';

/** Shares add up to 1, and so do frailties weighted with them. */
export const ROUTES: readonly RouteFacts[] = [
  route('GET', ROOM_ROUTE, { share: 0.41, medianMs: 65, spread: 0.8, frailty: 0.8 }),
  route('POST', '/messages', { share: 0.25, medianMs: 85, spread: 0.8, frailty: 1.6 }),
  route('GET', '/counsellors', { share: 0.15, medianMs: 75, spread: 0.75, frailty: 0.5 }),
  route('GET', '/profile', { share: 0.15, medianMs: 50, spread: 0.75, frailty: 0.5 }),
  route('POST', '/sessions', { share: 0.04, medianMs: 260, spread: 0.6, frailty: 3 }),
];

const SLOWED_BY_VISITORS = 0.3;

/** What durations are multiplied with at this time of the day: many visitors slow the service down a little. */
export const paceAt = (ms: number): number => 1 + SLOWED_BY_VISITORS * (busyness(ms) - 1);

function route(
  method: RouteFacts['method'],
  path: string,
  rest: Pick<RouteFacts, 'share' | 'medianMs' | 'spread' | 'frailty'>,
): RouteFacts {
  return { method, route: path, status: method === 'GET' ? 200 : 201, ...rest };
}
