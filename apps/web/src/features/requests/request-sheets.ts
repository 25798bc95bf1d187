import type { RequestNumbers, RouteStatus } from '@watchroom/contracts';
import type { Sheet } from '../../lib/csv';

/** A row for each of what `noun` names, in the order that is shown. */
export const requestSheet = <Row extends RequestNumbers>(
  noun: string,
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): Sheet => ({
  columns: [noun.toLowerCase(), 'requests', 'per_second', 'errors', 'error_rate', 'p95_ms', 'p95_n'],
  rows: rows.map((row) => [
    nameOf(row),
    row.requests,
    row.per_second,
    row.errors,
    row.error_rate,
    row.p95,
    row.n,
  ]),
});

/** How requests ended; without a status: nobody told one. */
export const statusSheet = (statuses: readonly RouteStatus[]): Sheet => ({
  columns: ['status', 'requests', 'errors'],
  rows: statuses.map(({ status, requests, errors }) => [status, requests, errors]),
});
