import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { HistorySpan } from '../../core/history/history-span';
import type { RequestRow } from '../../core/history/request-tally';
import { OWN_SERVICE } from '../../core/requests/request-minute';
import { ALL_SERVICES, quarterOf } from '../request-quarters/quarter-rows';
import { isMonitored } from '../request-minutes/monitored-services';
import { RequestHistoryRepository } from './request-history.repository';

const COUNTS = 'requests::float8 AS requests, errors::float8 AS errors';
const SUMS = 'sum(requests)::float8 AS requests, sum(errors)::float8 AS errors';

const DIRTY_MINUTES = `dirty JOIN request_minutes ON minute >= hour AND minute < hour + interval '1 hour' WHERE true`;

@Injectable()
export class RequestHistorySqlRepository extends RequestHistoryRepository {
  override async services(manager: EntityManager): Promise<{ reporting: string[]; monitored: string[] }> {
    const rows = await manager.query<{ service: string; monitored: boolean }[]>(
      `SELECT s.service, ${isMonitored('s.service')} AS monitored FROM reporting_services s ORDER BY s.service`,
    );
    return {
      reporting: rows.map(({ service }) => service),
      monitored: rows.filter(({ monitored }) => monitored).map(({ service }) => service),
    };
  }

  override async rows(
    { from, to, resolution, quarters }: HistorySpan,
    service: string | null,
    withDurations: boolean,
    manager: EntityManager,
  ): Promise<RequestRow[]> {
    const [isOfAll, values] = [service === null, [from, to, service ?? OWN_SERVICE]];
    return resolution === 'minute'
      ? manager.query(minutesOf(isOfAll, withDurations), values)
      : manager.query(hoursOf(isOfAll, withDurations), [...values, quarters]);
  }
}

/** $1 from, $2 to, $3 the service, or the one that is left out, $4 the quarters that may be read instead of hours. */
const minutesOf = (isOfAll: boolean, withDurations: boolean): string => {
  const asked = 'minute >= $1 AND minute < $2';
  if (!isOfAll)
    return `${minutesFrom(`request_minutes WHERE ${asked}`, isOfAll, withDurations)} ORDER BY start`;
  return `WITH dirty AS (
      SELECT DISTINCT hour FROM hour_marks WHERE hour > $1::timestamptz - interval '1 hour' AND hour < $2)
    SELECT minute AS start, 1 AS minutes, ${COUNTS}, ${withDurations ? 'distribution' : 'NULL'} AS distribution
    FROM request_minute_totals WHERE ${asked} AND date_trunc('hour', minute, 'UTC') NOT IN (SELECT hour FROM dirty)
    UNION ALL
    ${minutesFrom(`${DIRTY_MINUTES} AND ${asked}`, isOfAll, withDurations)}
    ORDER BY start`;
};

// A quarter stands for its hours as long as neither they nor it are to be folded again: one statement sees all of it.
const hoursOf = (isOfAll: boolean, withDurations: boolean): string => {
  const folded = isOfAll
    ? 'error_bucket_totals WHERE $3::text IS NOT NULL'
    : 'error_buckets WHERE service = $3';
  const counts = `observed_minutes::int AS minutes, ${COUNTS}, ${withDurations ? 'distribution' : 'NULL::bytea'} AS distribution`;
  return `WITH dirty AS (SELECT DISTINCT hour FROM hour_marks WHERE hour >= $1 AND hour < $2),
    whole AS (
      SELECT quarter AS start, ${counts} FROM request_quarters
      WHERE service = ${isOfAll ? `'${ALL_SERVICES}'` : '$3'} AND quarter >= $1 AND quarter < $2
        AND quarter = ANY ($4::timestamptz[])
        AND quarter NOT IN (SELECT hour FROM quarter_marks WHERE hour >= $1 AND hour < $2)
        AND quarter NOT IN (SELECT ${quarterOf('hour')} FROM dirty))
    SELECT * FROM whole
    UNION ALL
    SELECT hour, ${counts} FROM ${folded} AND hour >= $1 AND hour < $2
      AND hour NOT IN (SELECT hour FROM dirty) AND ${quarterOf('hour')} NOT IN (SELECT start FROM whole)
    UNION ALL
    ${minutesFrom(DIRTY_MINUTES, isOfAll, withDurations)}
    ORDER BY start`;
};

function minutesFrom(rows: string, isOfAll: boolean, withDurations: boolean): string {
  const source = `FROM ${rows} AND service ${isOfAll ? '<>' : '='} $3`;
  return withDurations
    ? `SELECT minute AS start, 1 AS minutes, ${COUNTS}, distribution ${source}`
    : `SELECT minute AS start, 1 AS minutes, ${SUMS}, NULL::bytea AS distribution ${source} GROUP BY minute`;
}
