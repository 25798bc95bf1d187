import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MinuteCounts } from '../../core/errors/fold-hours';
import { Distribution } from '../../core/latency/distribution';
import { hourOf, MINUTE_MS, minuteOf } from '../../core/time';
import type { RequestMinute } from '../../core/requests/request-minute';
import { isMonitored } from './monitored-services';
import {
  type RequestLatency,
  RequestMinuteRepository,
  type RequestTotals,
} from './request-minute.repository';

const NEWEST = `(SELECT max(newest_at) FROM reporting_services s WHERE ${isMonitored('s.service')})`;
const WINDOW = `minute >= $1 AND minute <= $2 AND ${isMonitored('service')}`;

/** First and last minute bucket of the `count` ones up to `now`. */
const window = (now: Date, count: number): [Date, Date] => {
  const last = minuteOf(now.getTime());
  return [new Date(last - (count - 1) * MINUTE_MS), new Date(last)];
};

@Injectable()
export class RequestMinuteSqlRepository extends RequestMinuteRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async lastHour(now: Date): Promise<RequestTotals> {
    const [row] = await this.dataSource.query<RequestTotals[]>(
      `SELECT coalesce(sum(requests), 0)::float8 AS requests, coalesce(sum(errors), 0)::float8 AS errors,
         coalesce(array_agg(DISTINCT service), '{}') AS services, ${NEWEST} AS "newestAt"
       FROM request_minutes WHERE ${WINDOW}`,
      window(now, 60),
    );
    return row!;
  }

  override async latency(now: Date): Promise<RequestLatency> {
    const [row] = await this.dataSource.query<
      { distributions: Buffer[]; services: string[]; newestAt: Date | null }[]
    >(
      `SELECT coalesce(array_agg(distribution), '{}') AS distributions,
         coalesce(array_agg(DISTINCT service), '{}') AS services, ${NEWEST} AS "newestAt"
       FROM request_minutes WHERE ${WINDOW}`,
      window(now, 5),
    );
    const { distributions, services, newestAt } = row!;
    return { ...merged(distributions), services, newestAt };
  }

  override async reportingServices(_now: Date): Promise<{ service: string; newestAt: Date }[]> {
    return this.dataSource.query(
      `SELECT service, newest_at AS "newestAt" FROM reporting_services s
       WHERE ${isMonitored('s.service')} ORDER BY service`,
    );
  }

  override async replace(minutes: readonly RequestMinute[], manager?: EntityManager): Promise<void> {
    if (minutes.length === 0) return;
    if (manager === undefined) return this.dataSource.transaction((own) => this.replace(minutes, own));
    await manager.query(
      `INSERT INTO request_minutes
         (minute, service, instance, source, requests, errors, client_errors, distribution)
       SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[],
         $7::bigint[], $8::bytea[]) AS r (minute, service, instance, source)
       ORDER BY 1, 2, 3, 4
       ON CONFLICT (minute, service, instance, source) DO UPDATE SET requests = excluded.requests,
         errors = excluded.errors, client_errors = excluded.client_errors, distribution = excluded.distribution`,
      [
        minutes.map((row) => row.minute),
        minutes.map((row) => row.service),
        minutes.map((row) => row.instance),
        minutes.map((row) => row.source),
        minutes.map((row) => row.requests),
        minutes.map((row) => row.errors),
        minutes.map((row) => row.clientErrors),
        minutes.map((row) => row.distribution.encode()),
      ],
    );
    const hours = new Set(minutes.map((row) => hourOf(row.minute.getTime())));
    await manager.query(
      `INSERT INTO hour_marks (hour) SELECT hour FROM unnest($1::timestamptz[]) AS h (hour)
       WHERE hour >= ALL (SELECT kept_since FROM retention_floors WHERE table_name = 'request_minutes')`,
      [[...hours].map((hour) => new Date(hour))],
    );
    await this.remember(minutes, manager);
  }

  override async within(hour: Date, manager: EntityManager): Promise<MinuteCounts[]> {
    return manager.query(
      `SELECT minute, service, requests::float8 AS requests, errors::float8 AS errors,
         client_errors::float8 AS "clientErrors", distribution
       FROM request_minutes WHERE minute >= $1 AND minute < $1::timestamptz + interval '1 hour'`,
      [hour],
    );
  }

  private async remember(minutes: readonly RequestMinute[], manager: EntityManager): Promise<void> {
    await manager.query(
      `INSERT INTO reporting_services AS s (service, first_at, newest_at)
       SELECT service, min(at), max(at) FROM unnest($1::text[], $2::timestamptz[]) AS r (service, at)
       GROUP BY service ORDER BY service
       ON CONFLICT (service) DO UPDATE SET first_at = least(s.first_at, excluded.first_at),
         newest_at = greatest(s.newest_at, excluded.newest_at)`,
      [minutes.map((row) => row.service), minutes.map((row) => row.newestAt)],
    );
  }
}

function merged(distributions: readonly Uint8Array[]): Pick<RequestLatency, 'distribution' | 'unreadable'> {
  const distribution = new Distribution();
  let unreadable = 0;
  for (const bytes of distributions) if (!distribution.mergeReadable(bytes)) unreadable++;
  return { distribution, unreadable };
}
