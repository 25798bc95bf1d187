import type { RequestNumbers, RoutesNote, RouteStatus } from '@watchroom/contracts';
import { counted, formatCount, formatError, formatMs, formatRate, formatTime } from '../../lib/format';
import { HOUR_SECONDS } from '../../lib/time-units';
import type { Sort } from './requests-search';

/** "12.5/s", "3/min", "2/h": in the unit that gives a figure to imagine. */
export function formatPerSecond(perSecond: number | null): string {
  if (perSecond === null) return '–';
  const [value, unit] =
    perSecond >= 1 || perSecond === 0
      ? [perSecond, 's']
      : perSecond * 60 >= 1
        ? [perSecond * 60, 'min']
        : [perSecond * HOUR_SECONDS, 'h'];
  if (value > 0 && value < 0.05) return `<0.1/${unit}`; // little is not none
  const text = value >= 10 ? formatCount(Math.round(value)) : String(Number(value.toFixed(1)));
  return `${text}/${unit}`;
}

export const rateText = ({ error_rate }: RequestNumbers): string =>
  error_rate === null ? '–' : formatRate(error_rate);

/** "8 of 98" */
export const countsText = ({ errors, requests }: { errors: number; requests: number }): string =>
  `${formatCount(errors)} of ${formatCount(requests)}`;

export const p95Text = ({ p95 }: RequestNumbers): string => (p95 === null ? '–' : formatMs(p95));

/** How far the p95 can be trusted. */
export function p95Note({ p95, n, relative_error, p95_too_few }: RequestNumbers): string {
  if (p95 === null) return 'not known';
  if (p95_too_few) return `too few (n = ${formatCount(n)})`;
  return relative_error === null ? 'or more' : formatError(relative_error);
}

const VALUES: Record<Exclude<Sort, 'name'>, (row: RequestNumbers) => number> = {
  rate: (row) => row.requests,
  errors: (row) => row.error_rate ?? -1,
  p95: (row) => row.p95 ?? -1,
};

/** Which way a column is sorted at first: the worst on top, names from A. */
export const firstOrder = (sort: Sort): 'asc' | 'desc' => (sort === 'name' ? 'asc' : 'desc');

/** Rows by a column; what is not known comes last downwards. Equal ones keep their order, which is by errors. */
export function sortedRows<Row extends RequestNumbers>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  sort: Sort,
  order: 'asc' | 'desc' = firstOrder(sort),
): Row[] {
  const sign = order === 'asc' ? 1 : -1;
  if (sort === 'name') return rows.toSorted((a, b) => sign * nameOf(a).localeCompare(nameOf(b), 'en'));
  const value = VALUES[sort];
  return rows.toSorted((a, b) => sign * (value(a) - value(b)));
}

const STATUS_WORDS: Record<number, string> = {
  400: 'bad request',
  401: 'not signed in',
  403: 'not allowed',
  404: 'not found',
  408: 'request time-out',
  409: 'conflict',
  413: 'too large',
  422: 'not valid',
  429: 'too many requests',
  500: 'internal error',
  501: 'not implemented',
  502: 'bad gateway',
  503: 'unavailable',
  504: 'gateway time-out',
};
const CLASS_WORDS = ['', 'interim answer', 'success', 'redirected', 'refused', 'server error'];

/** "503 unavailable" */
export const statusText = ({ status }: RouteStatus): string =>
  status === null
    ? 'No response, or none told'
    : `${status} ${STATUS_WORDS[status] ?? CLASS_WORDS[Math.floor(status / 100)]}`;

/** What the routes leave out, in sentences; none when they tell all. */
export function notesOf({ unattributed, grouped_routes }: RoutesNote): string[] {
  const notes: string[] = [];
  if (unattributed.requests > 0)
    notes.push(
      `The route of ${counted(unattributed.requests, 'request')} (${counted(unattributed.errors, 'error')}) is not known: they came before routes were kept, or are still being put together.`,
    );
  if (grouped_routes > 0)
    notes.push(`${counted(grouped_routes, 'more route')} at least are counted together as “other”.`);
  return notes;
}

/** "10:00 to 11:00", with the date where it is not today's. */
export const windowText = (from: string, to: string, nowMs: number): string =>
  `${formatTime(Date.parse(from), nowMs)} to ${formatTime(Date.parse(to), nowMs)}`;
