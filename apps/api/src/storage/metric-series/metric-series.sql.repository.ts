import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { MetricSeries } from '../../core/requests/metric-point';
import { MORE_SERVICES } from '../../core/requests/series-limits';
import { MetricSeriesRepository, type SeriesUse, type StoredSeries } from './metric-series.repository';

/** All services, each by one look into the index: series are many. */
const SERVICES = `
  WITH RECURSIVE s (service) AS (
    (SELECT service FROM metric_series ORDER BY service LIMIT 1)
    UNION ALL
    SELECT (SELECT m.service FROM metric_series m WHERE m.service > s.service ORDER BY m.service LIMIT 1)
    FROM s WHERE s.service IS NOT NULL)
  SELECT service FROM s WHERE service IS NOT NULL`;

const IN_USE = `
  SELECT service,
    count(*) FILTER (WHERE NOT overflow AND newest_at > $1::timestamptz - interval '1 hour')::int AS active,
    coalesce(array_agg(DISTINCT instance) FILTER (WHERE overflow), '{}') AS overflowing
  FROM metric_series WHERE service = ANY ($2::text[]) GROUP BY service`;

@Injectable()
export class MetricSeriesSqlRepository extends MetricSeriesRepository {
  override async useOf(
    series: readonly MetricSeries[],
    now: Date,
    manager: EntityManager,
  ): Promise<SeriesUse> {
    const known = await manager.query<{ key: string }[]>(
      'SELECT key FROM metric_series WHERE key = ANY ($1::text[])',
      [series.map(({ key }) => key)],
    );
    const use: SeriesUse = {
      known: new Set(known.map(({ key }) => key)),
      services: new Set(),
      active: new Map(),
      overflowing: new Set(),
    };
    if (series.every(({ key }) => use.known.has(key))) return use;
    for (const { service } of await manager.query<{ service: string }[]>(SERVICES)) use.services.add(service);
    const rows = await manager.query<{ service: string; active: number; overflowing: string[] }[]>(IN_USE, [
      now,
      [...new Set(series.map(({ service }) => service)), MORE_SERVICES],
    ]);
    for (const { service, active, overflowing } of rows) {
      use.active.set(service, active);
      for (const instance of overflowing) use.overflowing.add(`${service} ${instance}`);
    }
    return use;
  }

  override async upsert(
    series: readonly StoredSeries[],
    manager: EntityManager,
  ): Promise<Map<string, string>> {
    // Always in the order of the keys: two requests with the same series then wait instead of locking each other out.
    const rows = await manager.query<{ id: string; key: string }[]>(
      `INSERT INTO metric_series AS s (key, service, instance, outcome, cumulative, overflow, newest_at,
         route, method, status)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::boolean[],
         $7::timestamptz[], $8::text[], $9::text[], $10::smallint[]) AS r (key) ORDER BY key
       ON CONFLICT (key) DO UPDATE SET newest_at = greatest(s.newest_at, excluded.newest_at),
         route = excluded.route, method = excluded.method, status = excluded.status
       RETURNING id, key`,
      [
        series.map((row) => row.key),
        series.map((row) => row.service),
        series.map((row) => row.instance),
        series.map((row) => row.outcome),
        series.map((row) => row.cumulative),
        series.map((row) => row.overflow),
        series.map((row) => row.newestAt),
        series.map((row) => row.place?.route ?? null),
        series.map((row) => row.place?.method ?? null),
        series.map((row) => row.place?.status ?? null),
      ],
    );
    return new Map(rows.map(({ id, key }) => [key, id]));
  }

  override async removeBefore(at: Date, most: number, manager: EntityManager): Promise<number> {
    const [, removed] = await manager.query<[unknown, number]>(
      `DELETE FROM metric_series WHERE newest_at < $1 AND id IN (
         SELECT id FROM metric_series s WHERE newest_at < $1
           AND NOT EXISTS (SELECT FROM minute_marks m WHERE (m.service, m.instance) = (s.service, s.instance)) ORDER BY newest_at LIMIT $2)`,
      [at, most],
    );
    return removed;
  }
}
