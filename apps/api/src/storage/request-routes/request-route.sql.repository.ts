import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { packRoutes } from '../../core/routes/route-pack';
import {
  type InstanceRoutes,
  type MinuteRoutes,
  RequestRouteRepository,
  type ServiceRoutes,
} from './request-route.repository';

/** Any constant: the key of the lock that lets one transaction fold routes at a time. */
const ROUTE_FOLD_LOCK = 7_270_112_036;

const MARK_MINUTES = `
  INSERT INTO route_minute_marks (minute) SELECT DISTINCT minute FROM unnest($1::timestamptz[]) AS m (minute)
  WHERE date_trunc('hour', minute, 'UTC') >= ALL (SELECT kept_since FROM retention_floors
    WHERE table_name IN ('instance_route_minutes', 'route_minutes'))`;

@Injectable()
export class RequestRouteSqlRepository extends RequestRouteRepository {
  override async put(rows: readonly InstanceRoutes[], manager: EntityManager): Promise<void> {
    if (rows.length === 0) return;
    const minutes = rows.map((row) => row.minute);
    await manager.query(
      `INSERT INTO instance_route_minutes (minute, service, instance, routes)
       SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::bytea[]) AS r (minute, service, instance)
       ORDER BY 1, 2, 3
       ON CONFLICT (minute, service, instance) DO UPDATE SET routes = excluded.routes`,
      [
        minutes,
        rows.map((row) => row.service),
        rows.map((row) => row.instance),
        rows.map((row) => packRoutes(row.routes)),
      ],
    );
    await manager.query(MARK_MINUTES, [minutes]);
  }

  override async takeDirty(most: number, manager: EntityManager): Promise<Date[]> {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [ROUTE_FOLD_LOCK]);
    const [taken] = await manager.query<[{ minute: Date }[], number]>(
      `DELETE FROM route_minute_marks WHERE minute IN (
         SELECT DISTINCT minute FROM route_minute_marks ORDER BY minute DESC LIMIT $1) RETURNING minute`,
      [most],
    );
    const minutes = new Set(taken.map(({ minute }) => minute.getTime()));
    return [...minutes].toSorted((a, b) => b - a).map((minute) => new Date(minute));
  }

  override ofInstances(minutes: readonly Date[], manager: EntityManager): Promise<MinuteRoutes[]> {
    return manager.query(
      'SELECT minute, service, routes FROM instance_route_minutes WHERE minute = ANY ($1) ORDER BY minute, service',
      [minutes],
    );
  }

  override ofMinutes(hour: Date, manager: EntityManager): Promise<ServiceRoutes[]> {
    return manager.query(
      `SELECT service, routes FROM route_minutes
       WHERE minute >= $1 AND minute < $1::timestamptz + interval '1 hour' ORDER BY service`,
      [hour],
    );
  }

  override async replaceMinutes(rows: readonly MinuteRoutes[], manager: EntityManager): Promise<void> {
    await manager.query(replaced('route_minutes', 'minute'), [
      rows.map((row) => row.minute),
      rows.map((row) => row.service),
      rows.map((row) => row.routes),
    ]);
  }

  override async replaceHour(
    hour: Date,
    rows: readonly ServiceRoutes[],
    manager: EntityManager,
  ): Promise<void> {
    await manager.query(replaced('route_hours', 'hour'), [
      rows.map(() => hour),
      rows.map((row) => row.service),
      rows.map((row) => row.routes),
    ]);
  }
}

const replaced = (table: 'route_minutes' | 'route_hours', column: 'minute' | 'hour'): string =>
  `INSERT INTO ${table} AS t (${column}, service, routes)
   SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::bytea[])
   ON CONFLICT (${column}, service) DO UPDATE SET routes = excluded.routes
   WHERE t.routes <> excluded.routes`;
