import { Injectable } from '@nestjs/common';
import type { ExternalServiceKey, VendorIncident } from '@watchroom/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import type { OngoingIncident } from '../../core/witnesses/incident-effect';
import type { ShareSeen } from '../../core/witnesses/share-evidence';
import { VendorIncidentRepository } from './vendor-incident.repository';

interface IncidentRow {
  service: ExternalServiceKey;
  id: string;
  kind: VendorIncident['kind'];
  title: string;
  impact: VendorIncident['impact'];
  status: string;
  started_at: Date | null;
  resolved_at: Date | null;
  scheduled_for: Date | null;
  scheduled_until: Date | null;
  url: string | null;
  first_seen_at: Date;
  poor_before: number | null;
  sessions_before: number | null;
}

/** $1 now. A maintenance goes on from its status, or its time where the page has not told of its beginning. */
const GOES_ON = `resolved_at IS NULL AND (kind = 'incident' OR status IN ('in_progress', 'verifying')
  OR (scheduled_for <= $1 AND (scheduled_until IS NULL OR scheduled_until > $1)))`;

/** Said to be over, with or without saying since when; seen first is when it ended then. */
const OVER = new Set(['resolved', 'postmortem', 'completed']);

const COLUMNS = ['started_at', 'resolved_at', 'scheduled_for', 'scheduled_until'] as const;

@Injectable()
export class VendorIncidentSqlRepository extends VendorIncidentRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async ongoing(now: Date): Promise<{ service: ExternalServiceKey; incident: OngoingIncident }[]> {
    const rows = await this.dataSource.query<IncidentRow[]>(
      `SELECT * FROM vendor_incidents WHERE ${GOES_ON} ORDER BY first_seen_at`,
      [now],
    );
    return rows.map((row) => ({ service: row.service, incident: ongoingOf(row) }));
  }

  override async of(service: ExternalServiceKey, since: Date, most: number): Promise<VendorIncident[]> {
    const rows = await this.dataSource.query<IncidentRow[]>(
      `SELECT * FROM vendor_incidents WHERE service = $1 AND (resolved_at IS NULL OR last_seen_at >= $2)
       ORDER BY coalesce(started_at, scheduled_for, first_seen_at) DESC LIMIT $3`,
      [service, since, most],
    );
    return rows.map(incidentOf);
  }

  override async record(
    service: ExternalServiceKey,
    told: readonly VendorIncident[],
    now: Date,
    manager: EntityManager,
  ): Promise<void> {
    for (const incident of told) await this.put(service, incident, now, manager);
    await manager.query(
      `UPDATE vendor_incidents SET resolved_at = $2, status = CASE kind WHEN 'maintenance' THEN 'completed' ELSE 'resolved' END
       WHERE service = $1 AND resolved_at IS NULL AND last_seen_at < $2`,
      [service, now],
    );
  }

  override async keepBefore(
    service: ExternalServiceKey,
    { kind, id }: Pick<VendorIncident, 'kind' | 'id'>,
    { bad, n }: ShareSeen,
    manager: EntityManager,
  ): Promise<void> {
    await manager.query(
      `UPDATE vendor_incidents SET poor_before = $4, sessions_before = $5
       WHERE service = $1 AND kind = $2 AND id = $3 AND sessions_before IS NULL`,
      [service, kind, id, bad, n],
    );
  }

  override async forget(before: Date, most: number, manager: EntityManager): Promise<number> {
    const [, deleted] = await manager.query<[unknown, number]>(
      `DELETE FROM vendor_incidents WHERE (service, kind, id) IN
         (SELECT service, kind, id FROM vendor_incidents
          WHERE last_seen_at < $1 AND resolved_at IS NOT NULL ORDER BY last_seen_at LIMIT $2)`,
      [before, most],
    );
    return deleted;
  }

  private async put(
    service: ExternalServiceKey,
    { id, kind, title, impact, status, url, ...times }: VendorIncident,
    now: Date,
    manager: EntityManager,
  ): Promise<void> {
    const isOver = OVER.has(status);
    const told = { ...times, resolved_at: times.resolved_at ?? (isOver ? now.toISOString() : null) };
    await manager.query(
      `INSERT INTO vendor_incidents AS known (service, kind, id, title, impact, status, url, ${COLUMNS.join(', ')}, first_seen_at, last_seen_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
       ON CONFLICT (service, kind, id) DO UPDATE SET title = excluded.title, impact = excluded.impact,
         status = excluded.status, url = excluded.url, last_seen_at = excluded.last_seen_at,
         started_at = excluded.started_at, scheduled_for = excluded.scheduled_for,
         scheduled_until = excluded.scheduled_until,
         resolved_at = CASE WHEN excluded.resolved_at = excluded.last_seen_at
                            THEN coalesce(known.resolved_at, excluded.resolved_at) ELSE excluded.resolved_at END`,
      [service, kind, id, title, impact, status, url, ...COLUMNS.map((column) => told[column]), now],
    );
  }
}

const textOf = (at: Date | null): string | null => at?.toISOString() ?? null;

const incidentOf = (row: IncidentRow): VendorIncident => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  impact: row.impact,
  status: row.status,
  started_at: textOf(row.started_at),
  resolved_at: textOf(row.resolved_at),
  scheduled_for: textOf(row.scheduled_for),
  scheduled_until: textOf(row.scheduled_until),
  url: row.url,
});

function ongoingOf(row: IncidentRow): OngoingIncident {
  const { poor_before: bad, sessions_before: n } = row;
  return {
    ...incidentOf(row),
    since: row.started_at ?? row.scheduled_for ?? row.first_seen_at,
    before: bad === null || n === null ? null : { bad, n },
  };
}
