import { Injectable } from '@nestjs/common';
import type { ExternalServiceKey } from '@watchroom/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import type { ShareSeen } from '../../core/witnesses/share-evidence';
import { type ServiceQuality, ServiceQualityRepository } from './service-quality.repository';

/** $1 from, $2 to. quality_hour only finds the rows; quality_at decides. */
const BETWEEN = `
  SELECT provider AS service, count(*) FILTER (WHERE quality = 1)::int AS bad, count(*)::int AS n, max(quality_at) AS "newestAt"
    FROM sessions
   WHERE quality_hour >= $1::timestamptz - interval '1 hour' AND provider IS NOT NULL
     AND quality_at >= $1::timestamptz AND quality_at <= $2::timestamptz
   GROUP BY provider`;

type Row = { service: ExternalServiceKey; newestAt: Date } & ShareSeen;

@Injectable()
export class ServiceQualitySqlRepository extends ServiceQualityRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async between(from: Date, to: Date): Promise<ServiceQuality> {
    const rows = await this.dataSource.query<Row[]>(BETWEEN, [from, to]);
    return new Map(rows.map(({ service, ...seen }) => [service, seen]));
  }

  override async keep(
    minute: Date,
    services: readonly ExternalServiceKey[],
    quality: ServiceQuality,
    manager: EntityManager,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO service_quality_minutes (minute, service, poor, sessions)
       SELECT $1::timestamptz, * FROM unnest($2::text[], $3::int[], $4::int[]) ON CONFLICT (minute, service) DO NOTHING`,
      [
        minute,
        services,
        services.map((service) => quality.get(service)?.bad ?? 0),
        services.map((service) => quality.get(service)?.n ?? 0),
      ],
    );
  }

  override async keptAt(service: ExternalServiceKey, at: Date): Promise<ShareSeen | null> {
    const [row] = await this.dataSource.query<ShareSeen[]>(
      `SELECT poor AS bad, sessions AS n FROM service_quality_minutes
       WHERE service = $1 AND minute <= $2::timestamptz AND minute > $2::timestamptz - interval '10 minutes'
       ORDER BY minute DESC LIMIT 1`,
      [service, at],
    );
    return row ?? null;
  }
}
