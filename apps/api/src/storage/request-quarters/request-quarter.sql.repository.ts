import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { HourRow } from '../../core/errors/fold-quarter';
import { takeMarks } from '../hour-marks/hour-marks';
import { ALL_SERVICES } from './quarter-rows';
import {
  type QuarterHours,
  type RequestQuarter,
  RequestQuarterRepository,
} from './request-quarter.repository';

const COUNTS = `requests::float8 AS requests, errors::float8 AS errors, observed_minutes AS "observedMinutes",
  distribution`;
const WITHIN = `hour >= $1 AND hour < $1::timestamptz + interval '6 hours'`;

@Injectable()
export class RequestQuarterSqlRepository extends RequestQuarterRepository {
  override takeDirty(most: number, manager: EntityManager): Promise<Date[]> {
    return takeMarks('quarter_marks', most, manager);
  }

  override async hoursOf(quarter: Date, manager: EntityManager): Promise<QuarterHours[]> {
    const rows = await manager.query<(HourRow & { service: string })[]>(
      `SELECT service, ${COUNTS} FROM error_buckets WHERE ${WITHIN}
       UNION ALL SELECT '${ALL_SERVICES}', ${COUNTS} FROM error_bucket_totals WHERE ${WITHIN}`,
      [quarter],
    );
    const byService = new Map<string, HourRow[]>();
    for (const { service, ...hour } of rows) {
      const hours = byService.get(service);
      if (hours === undefined) byService.set(service, [hour]);
      else hours.push(hour);
    }
    return [...byService].map(([name, hours]) => ({ service: name === ALL_SERVICES ? null : name, hours }));
  }

  override async replace(rows: readonly RequestQuarter[], manager: EntityManager): Promise<void> {
    await manager.query(
      `INSERT INTO request_quarters (quarter, service, requests, errors, observed_minutes, distribution)
       SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::bigint[], $4::bigint[], $5::smallint[], $6::bytea[])
       ON CONFLICT (quarter, service) DO UPDATE SET requests = excluded.requests, errors = excluded.errors,
         observed_minutes = excluded.observed_minutes, distribution = excluded.distribution`,
      [
        rows.map((row) => row.quarter),
        rows.map((row) => row.service ?? ALL_SERVICES),
        rows.map((row) => row.requests),
        rows.map((row) => row.errors),
        rows.map((row) => row.observedMinutes),
        rows.map((row) => row.distribution),
      ],
    );
  }
}
