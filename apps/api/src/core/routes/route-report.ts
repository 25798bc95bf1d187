import type { RequestNumbers, RouteRequests, RouteStatus } from '@watchroom/contracts';
import { isTooFew } from '../errors/hour-state';
import { FEWEST_FOR_P95 } from '../health/health-facts';
import { Distribution } from '../latency/distribution';
import type { RouteCounts, RouteTally } from './route-tally';

/** What rates and judgements are made with. `seconds`: length of the part of the window that is past. */
export interface Measure {
  seconds: number;
  /** Fraction. */
  warning: number;
}

/** `durations` null: not known of some of the requests, and so of none. */
export function numbersOf(
  { requests, errors }: { requests: number; errors: number },
  durations: Distribution | null,
  { seconds, warning }: Measure,
): RequestNumbers {
  const p95 = durations?.quantile(0.95) ?? null;
  const n = durations?.count ?? 0;
  return {
    requests,
    per_second: seconds > 0 ? requests / seconds : null,
    errors,
    error_rate: requests === 0 ? null : errors / requests,
    too_few: requests > 0 && isTooFew({ requests, errors }, { warning }),
    p95: p95?.value ?? null,
    n,
    relative_error: p95?.relativeError ?? null,
    p95_too_few: n < FEWEST_FOR_P95,
  };
}

/** One row for each route and method of a service, those with most errors first, then those with most requests. */
export function routesOf(service: string, tally: RouteTally, measure: Measure): RouteRequests[] {
  const groups = new Map<string, RouteCounts[]>();
  for (const place of tally.counts()) {
    const key = `${place.method} ${place.route}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [place]);
    else group.push(place);
  }
  return [...groups.values()].map((group) => routeOf(service, group, measure)).toSorted(byErrors);
}

function routeOf(service: string, places: readonly RouteCounts[], measure: Measure): RouteRequests {
  const durations = new Distribution();
  for (const { distribution } of places) durations.merge(distribution);
  const { route, method } = places[0]!;
  return {
    service,
    route,
    method,
    ...numbersOf(sumOf(places), durations, measure),
    statuses: places.map(statusOf).toSorted(byStatus),
  };
}

const statusOf = ({ status, requests, errors }: RouteCounts): RouteStatus => ({ status, requests, errors });

/** A request without a status comes last. */
const byStatus = (a: RouteStatus, b: RouteStatus): number => (a.status ?? 1000) - (b.status ?? 1000);

export const byErrors = (
  a: { errors: number; requests: number },
  b: { errors: number; requests: number },
): number => b.errors - a.errors || b.requests - a.requests;

/** Sum of these counts. */
export const sumOf = (
  counts: readonly { requests: number; errors: number }[],
): { requests: number; errors: number } => ({
  requests: counts.reduce((sum, each) => sum + each.requests, 0),
  errors: counts.reduce((sum, each) => sum + each.errors, 0),
});

/** Requests that none of the parts tells of; never below 0: parts and whole are not read at the same moment. */
export const restOf = (
  whole: { requests: number; errors: number },
  parts: readonly { requests: number; errors: number }[],
): { requests: number; errors: number } => {
  const told = sumOf(parts);
  return {
    requests: Math.max(0, whole.requests - told.requests),
    errors: Math.max(0, whole.errors - told.errors),
  };
};
