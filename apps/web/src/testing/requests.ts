import type {
  ErrorsInHour,
  RequestNumbers,
  RouteRequests,
  RoutesInWindow,
  ServicesInWindow,
} from '@watchroom/contracts';
import { ago } from './metrics';

export const someNumbers = (more: Partial<RequestNumbers> = {}): RequestNumbers => ({
  requests: 1000,
  per_second: 0.28,
  errors: 10,
  error_rate: 0.01,
  too_few: false,
  p95: 182.4,
  n: 1000,
  relative_error: 0.0055,
  p95_too_few: false,
  ...more,
});

const someRoute = (more: Partial<RouteRequests> = {}): RouteRequests => ({
  service: 'student-platform',
  route: '/rooms/:id',
  method: 'GET',
  ...someNumbers(),
  statuses: [
    { status: 200, requests: 990, errors: 0 },
    { status: 503, requests: 10, errors: 10 },
  ],
  ...more,
});

const WINDOW = { from: ago(3600), to: ago(0), resolution_seconds: 60 };

export const someServicesInWindow = (more: Partial<ServicesInWindow> = {}): ServicesInWindow => ({
  ...WINDOW,
  services: [{ service: 'student-platform', monitored: true, ...someNumbers() }],
  as_of: new Date().toISOString(),
  ...more,
});

export const someRoutes = (more: Partial<RoutesInWindow> = {}): RoutesInWindow => ({
  ...WINDOW,
  service: 'student-platform',
  monitored: true,
  total: someNumbers(),
  routes: [
    someRoute(),
    someRoute({
      route: '/profile',
      errors: 0,
      error_rate: 0,
      p95: 950,
      requests: 20,
      n: 20,
      p95_too_few: true,
    }),
  ],
  unattributed: { requests: 0, errors: 0 },
  grouped_routes: 0,
  as_of: new Date().toISOString(),
  ...more,
});

export const someErrorHour = (more: Partial<ErrorsInHour> = {}): ErrorsInHour => ({
  start: ago(7200),
  end: ago(3600),
  filling: false,
  requests: 1020,
  errors: 10,
  error_rate: 10 / 1020,
  state: 'ok',
  too_few: false,
  routes: someRoutes().routes,
  unattributed: { requests: 0, errors: 0 },
  grouped_routes: 0,
  as_of: new Date().toISOString(),
  ...more,
});
