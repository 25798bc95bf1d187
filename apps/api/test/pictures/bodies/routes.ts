import type { RequestNumbers, RouteRequests, RoutesInWindow, ServicesInWindow } from '@watchroom/contracts';
import { iso, NOW_MS } from '../moment';
import { PLATFORM } from './evidence';

/** Shares of a service's requests and of its errors, and its 95th percentile in ms. */
const ROUTES: [method: string, route: string, requests: number, errors: number, p95: number][] = [
  ['POST', '/sessions/:id/messages', 0.41, 0.62, 412],
  ['GET', '/rooms/:id', 0.22, 0.21, 187],
  ['POST', '/sessions', 0.06, 0.11, 655],
  ['GET', '/counsellors', 0.17, 0.05, 96],
  ['GET', '/profile', 0.13, 0.01, 74],
  ['PUT', '/sessions/:id/feedback', 0.0099, 0, 132],
  ['DELETE', '/sessions/:id', 0.0001, 0, 240],
];
const REQUESTS_LAST_HOUR = 45_312;
const ERRORS_LAST_HOUR = 233;

function numbers(requests: number, errors: number, p95: number, seconds: number): RequestNumbers {
  return {
    requests,
    per_second: requests / seconds,
    errors,
    error_rate: requests === 0 ? null : errors / requests,
    too_few: requests < 20,
    p95,
    n: requests,
    relative_error: 0.0217,
    p95_too_few: requests < 59,
  };
}

/** The routes of the platform, by errors. */
export const routesOf = (requests: number, errors: number, seconds: number): RouteRequests[] =>
  ROUTES.map(([method, route, ofRequests, ofErrors, p95]) => {
    const [all, failed] = [Math.round(requests * ofRequests), Math.round(errors * ofErrors)];
    const unavailable = Math.round(failed * 0.7);
    const statuses = [
      { status: method === 'POST' ? 201 : 200, requests: all - failed, errors: 0 },
      { status: 503, requests: unavailable, errors: unavailable },
      { status: null, requests: failed - unavailable, errors: failed - unavailable },
    ];
    return {
      service: PLATFORM,
      route,
      method,
      ...numbers(all, failed, p95, seconds),
      statuses: statuses.filter((status) => status.requests > 0),
    };
  });

const WINDOW = { from: iso(NOW_MS - 3_600_000), to: iso(NOW_MS), resolution_seconds: 60 };

export const services = (): ServicesInWindow => ({
  ...WINDOW,
  services: [
    { service: PLATFORM, monitored: true, ...numbers(REQUESTS_LAST_HOUR, ERRORS_LAST_HOUR, 286, 3600) },
    { service: 'avatar-director', monitored: true, ...numbers(6_020, 9, 412, 3600) },
    { service: 'notifications', monitored: true, ...numbers(14, 0, 58, 3600) },
    { service: 'watchroom-api', monitored: false, ...numbers(1_410, 0, 41, 3600) },
  ],
  as_of: iso(NOW_MS - 900),
});

export const serviceRoutes = (): RoutesInWindow => ({
  ...WINDOW,
  service: PLATFORM,
  monitored: true,
  total: numbers(REQUESTS_LAST_HOUR, ERRORS_LAST_HOUR, 286, 3600),
  routes: routesOf(REQUESTS_LAST_HOUR, ERRORS_LAST_HOUR, 3600),
  unattributed: { requests: 212, errors: 2 },
  grouped_routes: 0,
  as_of: iso(NOW_MS - 900),
});
