import { HOUR_MS } from '../../lib/time-units';

export const SORTS = ['name', 'rate', 'errors', 'p95'] as const;
export type Sort = (typeof SORTS)[number];
export const SPANS_HOURS = [1, 6, 24, 168] as const;
export type SpanHours = (typeof SPANS_HOURS)[number];

/** What an address says of which requests are looked at, and how. Without anything: the last hour, worst first. */
export interface RequestsSearch {
  /** Hours up to now; 1 is left out. */
  hours?: SpanHours;
  /** A window of its own, instead of `hours`. RFC 3339. */
  from?: string;
  to?: string;
  sort?: Sort;
  order?: 'asc' | 'desc';
}

/** The one route that is looked at. */
export interface RouteSearch extends RequestsSearch {
  route?: string;
  method?: string;
}

const isTime = (value: unknown): value is string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** What an address may say; the rest of it is passed over. */
export function requestsSearch(search: Record<string, unknown>): RequestsSearch {
  const hours = SPANS_HOURS.find((each) => each === search.hours && each !== 1);
  const sort = SORTS.find((each) => each === search.sort);
  return {
    ...(isTime(search.from) && isTime(search.to) ? { from: search.from, to: search.to } : {}),
    ...(hours === undefined ? {} : { hours }),
    ...(sort === undefined ? {} : { sort }),
    ...(search.order === 'asc' || search.order === 'desc' ? { order: search.order } : {}),
  };
}

export function routeSearch(search: Record<string, unknown>): RouteSearch {
  return {
    ...requestsSearch(search),
    ...(typeof search.route === 'string' && typeof search.method === 'string'
      ? { route: search.route, method: search.method }
      : {}),
  };
}

/** The window alone, for links that lead on. */
export const windowIn = ({ hours, from, to }: RequestsSearch): RequestsSearch => ({
  ...(from !== undefined && to !== undefined ? { from, to } : {}),
  ...(hours === undefined ? {} : { hours }),
});

/** The window and the order, for links between tables of the same columns. */
export const choicesIn = ({ sort, order, ...search }: RequestsSearch): RequestsSearch => ({
  ...windowIn(search),
  ...(sort === undefined ? {} : { sort }),
  ...(order === undefined ? {} : { order }),
});

/** A window without an end grows until it is read, and no more than seven days of it are told. */
const READ_WITHIN_MS = 60_000;

/** The query of the API that asks for this window, up to the present; the last hour is its own default. */
export function windowQuery({ hours, from, to }: RequestsSearch, nowMs: number): string {
  if (from !== undefined && to !== undefined) return `?${new URLSearchParams({ from, to }).toString()}`;
  if (hours === undefined) return '';
  const start = new Date(nowMs - hours * HOUR_MS + READ_WITHIN_MS).toISOString();
  return `?${new URLSearchParams({ from: start }).toString()}`;
}
