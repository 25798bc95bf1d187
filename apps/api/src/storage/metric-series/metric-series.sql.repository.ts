import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { MetricSeries } from '../../core/requests/metric-point';
import { MetricSeriesRepository, type SeriesUse, type StoredSeries } from './metric-series.repository';

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
    const rows = await manager.query<{ service: string; active: number; overflowing: string[] }[]>(
      `SELECT service,
         count(*) FILTER (WHERE NOT overflow AND newest_at > $1::timestamptz - interval '1 hour')::int AS active,
         coalesce(array_agg(DISTINCT instance) FILTER (WHERE overflow), '{}') AS overflowing
       FROM metric_series GROUP BY service`,
      [now],
    );
    for (const { service, active, overflowing } of rows) {
      use.services.add(service);
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
      `INSERT INTO metric_series AS s (key, service, instance, outcome, cumulative, overflow, newest_at)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::boolean[],
         $7::timestamptz[]) AS r (key) ORDER BY key
       ON CONFLICT (key) DO UPDATE SET newest_at = greatest(s.newest_at, excluded.newest_at)
       RETURNING id, key`,
      [
        series.map((row) => row.key),
        series.map((row) => row.service),
        series.map((row) => row.instance),
        series.map((row) => row.outcome),
        series.map((row) => row.cumulative),
        series.map((row) => row.overflow),
        series.map((row) => row.newestAt),
      ],
    );
    return new Map(rows.map(({ id, key }) => [key, id]));
  }

  override async removeBefore(at: Date, most: number, manager: EntityManager): Promise<number> {
    const [, removed] = await manager.query<[unknown, number]>(
      `DELETE FROM metric_series WHERE newest_at < $1 AND id IN (
         SELECT id FROM metric_series s WHERE newest_at < $1
           AND NOT EXISTS (SELECT FROM minute_marks m WHERE m.service = s.service) ORDER BY newest_at LIMIT $2)`,
      [at, most],
    );
    return removed;
  }
}
