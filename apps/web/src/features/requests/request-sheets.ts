import type { RequestNumbers, RouteStatus, Thresholds } from '@watchroom/contracts';
import type { Sheet } from '../../lib/csv';
import { type Judgement, judgeP95, judgeRate } from './request-judgement';

/** A row for each of what `noun` names, in the order that is shown. */
export const requestSheet = <Row extends RequestNumbers>(
  noun: string,
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  thresholds: Thresholds | undefined,
): Sheet => ({
  columns: [
    noun.toLowerCase(),
    'requests',
    'per_second',
    'errors',
    'error_rate',
    'error_rate_state',
    'p95_ms',
    'p95_n',
    'p95_state',
  ],
  rows: rows.map((row) => [
    nameOf(row),
    row.requests,
    row.per_second,
    row.errors,
    row.error_rate,
    stateOf(judgeRate(row, thresholds)),
    row.p95,
    row.n,
    stateOf(judgeP95(row, thresholds)),
  ]),
});

/** "ok", "warning", "critical", or "too_few" to judge by. */
const stateOf = (judgement: Judgement | null): string | null =>
  judgement === null ? null : judgement.tone === 'unknown' ? 'too_few' : judgement.tone;

/** How requests ended; without a status: nobody told one. */
export const statusSheet = (statuses: readonly RouteStatus[]): Sheet => ({
  columns: ['status', 'requests', 'errors'],
  rows: statuses.map(({ status, requests, errors }) => [status, requests, errors]),
});
