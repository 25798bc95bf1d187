/** Requests that told no template: what they asked for may hold ids, and is not looked at. */
const NO_ROUTE = '(no route)';
/** Stands for routes that are not kept apart, or whose name cannot be shown. */
export const OTHER_ROUTES = 'other';
const OTHER_METHOD = '_OTHER';
const MOST_CHARACTERS = 200;

/** RFC 9110 and RFC 5789; all that the semantic conventions let stand by default. */
const METHODS = new Set(['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']);

/** What tells requests of a service apart: the template of the path, the method, the status (100-599, or not known). */
export interface RoutePlace {
  route: string;
  method: string;
  status: number | null;
}

/** Series beyond the limits are counted in this place. */
export const OTHER_PLACE: RoutePlace = { route: OTHER_ROUTES, method: OTHER_METHOD, status: null };

/**
 * The place of `http.route`, `http.request.method` and `http.response.status_code` as a sender tells them. Names of
 * routes are cut at 200 characters; those with control characters are not shown to anybody.
 */
export const placeOf = (route: unknown, method: unknown, status: unknown): RoutePlace => ({
  route: routeName(route),
  method: typeof method === 'string' && METHODS.has(method) ? method : OTHER_METHOD,
  status: statusOf(status),
});

/** 100 to 599, or null. */
export function statusOf(told: unknown): number | null {
  const status = typeof told === 'number' || typeof told === 'string' ? Number(told) : NaN;
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : null;
}

function routeName(route: unknown): string {
  if (typeof route !== 'string' || route === '') return NO_ROUTE;
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(route)) return OTHER_ROUTES;
  return route.slice(0, MOST_CHARACTERS).replace(/[\uD800-\uDBFF]$/, ''); // no half of a sign
}
