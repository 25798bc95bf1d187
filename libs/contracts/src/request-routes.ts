import type { HourState, Repeatable } from './metrics';

/** What is known of some requests. Rates are fractions; null = cannot be known. */
export interface RequestNumbers {
  requests: number;
  /** Requests in a second, over the part of the window that is past. */
  per_second: number | null;
  errors: number;
  /** Null without requests. */
  error_rate: number | null;
  /** The rate is shown but drives no verdict: too few requests, or errors. */
  too_few: boolean;
  /** Milliseconds; null when no durations are known. */
  p95: number | null;
  /** Requests behind the p95. */
  n: number;
  /** Of the p95, as a fraction; null when it has no bound. */
  relative_error: number | null;
  /** Too few requests for a p95 that says anything. */
  p95_too_few: boolean;
}

/** RFC 3339 UTC: what was asked for, widened to whole minutes or hours. */
export interface RequestWindow {
  from: string;
  to: string;
  /** Finest rows that the answer was put together from: 60 or 3600. */
  resolution_seconds: number;
}

export interface ServiceRequests extends RequestNumbers {
  service: string;
  /** Counts for the error rate and the response time of the dashboard. */
  monitored: boolean;
}

/** Services that reported within the window, by errors. */
export interface ServicesInWindow extends RequestWindow, Repeatable {
  services: ServiceRequests[];
  as_of: string;
}

/** Requests that ended with one status; null: without one, or it was not told. */
export interface RouteStatus {
  status: number | null;
  requests: number;
  errors: number;
}

/** `route`: template of the path; `(no route)` where none was told, `other` for those that are not kept apart. */
export interface RouteRequests extends RequestNumbers {
  service: string;
  route: string;
  /** `_OTHER` for methods that are not known. */
  method: string;
  /** By status. */
  statuses: RouteStatus[];
}

/** What is known beside the routes. */
export interface RoutesNote {
  /** Requests of which no route is known: they came before routes were kept, or are not put together yet. */
  unattributed: { requests: number; errors: number };
  /** At least so many routes are counted together as `other`. */
  grouped_routes: number;
}

/** Routes of one service, by errors, then by requests. */
export interface RoutesInWindow extends RequestWindow, RoutesNote, Repeatable {
  service: string;
  monitored: boolean;
  total: RequestNumbers;
  routes: RouteRequests[];
  as_of: string;
}

/** One UTC hour of the error trend: which routes of which services failed in it, by errors. */
export interface ErrorsInHour extends RoutesNote, Repeatable {
  start: string;
  end: string;
  /** The hour is not over. */
  filling: boolean;
  /** Null when nobody was measuring. */
  requests: number | null;
  errors: number | null;
  error_rate: number | null;
  state: HourState;
  too_few: boolean;
  routes: RouteRequests[];
  as_of: string;
}
