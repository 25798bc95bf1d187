import { Injectable } from '@nestjs/common';
import type { ExternalServiceKey } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import type { StateSeconds } from '../../core/uptime/state-seconds';
import { ExternalServiceDayRepository, type ServiceDayRow } from './external-service-day.repository';

type StoredDay = StateSeconds & { service: ExternalServiceKey; day: Date };

const TOTAL = 'operational_seconds + degraded_seconds + down_seconds + unobserved_seconds';

@Injectable()
export class ExternalServiceDaySqlRepository extends ExternalServiceDayRepository {
  override async due(lateSince: Date, until: Date, manager: EntityManager): Promise<Date[]> {
    const rows = await manager.query<{ day: Date }[]>(
      `SELECT day FROM generate_series(
         (SELECT date_trunc('day', min(at), 'UTC') FROM external_service_probes),
         date_trunc('day', $2::timestamptz, 'UTC'), interval '24 hours') AS day
       WHERE day >= ALL (SELECT kept_since FROM retention_floors WHERE table_name = 'external_service_probes')
         AND (day + interval '24 hours' > $1
           OR NOT EXISTS (SELECT FROM external_service_days d WHERE d.day = day.day AND ${TOTAL} = 86400))
       ORDER BY day`,
      [lateSince, until],
    );
    return rows.map(({ day }) => day);
  }

  override async replace(rows: readonly ServiceDayRow[], manager: EntityManager): Promise<void> {
    await manager.query(
      `INSERT INTO external_service_days
         (service, day, operational_seconds, degraded_seconds, down_seconds, unobserved_seconds)
       SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::int[], $4::int[], $5::int[], $6::int[])
       ON CONFLICT (service, day) DO UPDATE SET operational_seconds = excluded.operational_seconds,
         degraded_seconds = excluded.degraded_seconds, down_seconds = excluded.down_seconds,
         unobserved_seconds = excluded.unobserved_seconds`,
      [
        rows.map(({ service }) => service),
        rows.map(({ day }) => day),
        rows.map(({ seconds }) => seconds.operational),
        rows.map(({ seconds }) => seconds.degraded),
        rows.map(({ seconds }) => seconds.down),
        rows.map(({ seconds }) => seconds.unobserved),
      ],
    );
  }

  override async since(since: Date, manager: EntityManager): Promise<ServiceDayRow[]> {
    const rows = await manager.query<StoredDay[]>(
      `SELECT service, day, operational_seconds AS operational, degraded_seconds AS degraded, down_seconds AS down,
         unobserved_seconds AS unobserved
       FROM external_service_days WHERE day >= $1 ORDER BY day, service`,
      [since],
    );
    return rows.map(({ service, day, ...seconds }) => ({ service, day, seconds }));
  }
}
