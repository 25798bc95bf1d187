import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { HourTotal, MinuteTotal } from '../../core/errors/fold-hours';
import { takeMarks } from '../hour-marks/hour-marks';
import { quarterOf } from '../request-quarters/quarter-rows';
import { isMonitored } from '../request-minutes/monitored-services';
import { MARK_DIFFERING_HOURS, MARK_DIFFERING_QUARTERS } from './differing-totals.statements';
import { ErrorBucketRepository, type FoldedRows, type HourCounts } from './error-bucket.repository';

const COUNTS = '$1::timestamptz[], $2::bigint[], $3::bigint[], $4::bigint[], $5::smallint[], $6::bytea[]';
const COUNT_COLUMNS = 'hour, requests, errors, client_errors, observed_minutes, distribution';
const REPLACED = `requests = excluded.requests, errors = excluded.errors, client_errors = excluded.client_errors,
  observed_minutes = excluded.observed_minutes, distribution = excluded.distribution`;

const countsOf = (rows: readonly HourTotal[]): unknown[] => [
  rows.map((row) => row.hour),
  rows.map((row) => row.requests),
  rows.map((row) => row.errors),
  rows.map((row) => row.clientErrors),
  rows.map((row) => row.observedMinutes),
  rows.map((row) => row.distribution.encode()),
];

// The hour that is filling is folded again and again: most of its minutes stand already as they are.
const REPLACE_MINUTES = `
  INSERT INTO request_minute_totals AS t (minute, requests, errors, distribution)
  SELECT * FROM unnest($1::timestamptz[], $2::bigint[], $3::bigint[], $4::bytea[])
  ON CONFLICT (minute) DO UPDATE SET requests = excluded.requests, errors = excluded.errors,
    distribution = excluded.distribution
  WHERE (t.requests, t.errors, t.distribution) IS DISTINCT FROM
    (excluded.requests, excluded.errors, excluded.distribution)`;

const minuteColumns = (rows: readonly MinuteTotal[]): unknown[] => [
  rows.map((row) => row.minute),
  rows.map((row) => row.requests),
  rows.map((row) => row.errors),
  rows.map((row) => row.distribution.encode()),
];

@Injectable()
export class ErrorBucketSqlRepository extends ErrorBucketRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async within(from: Date, to: Date): Promise<HourCounts[]> {
    // A mark commits with its minutes and goes with the fold of its hour: one statement sees both sides or neither.
    return this.dataSource.query(
      `WITH dirty AS (SELECT DISTINCT hour FROM hour_marks WHERE hour >= $1 AND hour < $2)
       SELECT hour AS start, sum(requests)::float8 AS requests, sum(errors)::float8 AS errors
       FROM (
         SELECT hour, service, requests, errors FROM error_buckets
         WHERE hour >= $1 AND hour < $2 AND hour NOT IN (SELECT hour FROM dirty)
         UNION ALL
         SELECT hour, service, requests, errors
         FROM dirty JOIN request_minutes ON minute >= hour AND minute < hour + interval '1 hour'
       ) AS counted
       WHERE ${isMonitored('service')}
       GROUP BY hour ORDER BY hour`,
      [from, to],
    );
  }

  override async markDiffering(since: Date, manager: EntityManager): Promise<number> {
    const hours = await manager.query<unknown[]>(MARK_DIFFERING_HOURS, [since]);
    const quarters = await manager.query<unknown[]>(MARK_DIFFERING_QUARTERS, [since]);
    return hours.length + quarters.length;
  }

  override takeDirty(most: number, manager: EntityManager): Promise<Date[]> {
    return takeMarks('hour_marks', most, manager);
  }

  override async replace({ services, totals, minutes }: FoldedRows, manager: EntityManager): Promise<void> {
    await manager.query(
      `INSERT INTO error_buckets (hour, service, requests, errors, client_errors, observed_minutes, distribution)
       SELECT r.hour, r.service, r.requests, r.errors, r.client_errors, r.observed_minutes, r.distribution
       FROM unnest(${COUNTS}, $7::text[]) AS r (${COUNT_COLUMNS}, service)
       ON CONFLICT (hour, service) DO UPDATE SET ${REPLACED}`,
      [...countsOf(services), services.map((row) => row.service)],
    );
    await manager.query(
      `INSERT INTO error_bucket_totals (${COUNT_COLUMNS}) SELECT * FROM unnest(${COUNTS})
       ON CONFLICT (hour) DO UPDATE SET ${REPLACED}`,
      countsOf(totals),
    );
    await manager.query(REPLACE_MINUTES, minuteColumns(minutes));
    await manager.query(
      `INSERT INTO quarter_marks (hour) SELECT DISTINCT ${quarterOf('h.hour')} FROM unnest($1::timestamptz[]) AS h (hour)`,
      [services.map((row) => row.hour)],
    );
  }
}
