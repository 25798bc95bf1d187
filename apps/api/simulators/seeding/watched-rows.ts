import type { DataSource, EntityManager } from 'typeorm';
import { ExternalServiceDaySqlRepository } from '../../src/storage/external-service-days/external-service-day.sql.repository';
import type { ServiceDayRow } from '../../src/storage/external-service-days/external-service-day.repository';
import { ExternalServiceStateTypeormRepository } from '../../src/storage/external-service-states/external-service-state.typeorm.repository';
import { HealthChangeSqlRepository } from '../../src/storage/health-changes/health-change.sql.repository';
import { HealthStateTypeormRepository } from '../../src/storage/health-states/health-state.typeorm.repository';
import { ServiceVerdictSqlRepository } from '../../src/storage/service-verdicts/service-verdict.sql.repository';
import { VendorIncidentSqlRepository } from '../../src/storage/vendor-incidents/vendor-incident.sql.repository';
import { type Judging, serviceFactsOf } from './watching/past-ground';
import type { Standing, Watched } from './watching/past-watch';
import type { PastProbe, StatusChange } from './watching/probe-rounds';
import { incidentOf } from './watching/vendor-plot';

/** Tables of what Watchroom's watch leaves behind, written within the caller's transaction. */
export class WatchedRows {
  private readonly states: ExternalServiceStateTypeormRepository;
  private readonly verdicts: ServiceVerdictSqlRepository;
  private readonly health: HealthStateTypeormRepository;
  private readonly incidents: VendorIncidentSqlRepository;
  private readonly healthChanges = new HealthChangeSqlRepository();
  private readonly days = new ExternalServiceDaySqlRepository();

  constructor(
    dataSource: DataSource,
    private readonly judging: Judging,
  ) {
    this.states = new ExternalServiceStateTypeormRepository(dataSource);
    this.verdicts = new ServiceVerdictSqlRepository(dataSource);
    this.health = new HealthStateTypeormRepository(dataSource);
    this.incidents = new VendorIncidentSqlRepository(dataSource);
  }

  /** What stands; until the transaction ends nobody judges. */
  async standing(manager: EntityManager): Promise<Standing> {
    const health = await this.health.readToReplace(manager);
    const states = await this.states.all(manager);
    return { health, states, verdicts: await this.verdicts.readToReplace(manager) };
  }

  /** When the first change of a service was written down; null before there is any. */
  async firstChangeAt(manager: EntityManager): Promise<Date | null> {
    const [row] = await manager.query<{ at: Date | null }[]>('SELECT min(at) AS at FROM service_changes');
    return row!.at;
  }

  async putDays(days: readonly ServiceDayRow[], manager: EntityManager): Promise<void> {
    await this.days.replace(days, manager);
  }

  /** Changes and incidents; what is there already stays. */
  async putChanges(watched: Watched, manager: EntityManager): Promise<void> {
    await putStatusChanges(watched.statusChanges, manager);
    await this.verdicts.append(watched.verdictChanges, manager);
    await this.healthChanges.append(watched.healthChanges, manager);
    for (const trouble of watched.troubles)
      for (const incident of incidentOf(trouble))
        await this.incidents.record(trouble.service, [incident], new Date(incident.resolved_at!), manager);
  }

  /** Every probe, and what stands after the last one. */
  async putPresent(watched: Watched, manager: EntityManager): Promise<void> {
    await putProbes(watched.probed, manager);
    const before = await this.states.all(manager);
    await this.states.record(manager, watched.states, serviceFactsOf(this.judging));
    if (before.length === 0) await manager.query('DELETE FROM service_changes WHERE from_word IS NULL');
    await this.verdicts.replace(watched.verdicts, manager);
    await this.health.replace(manager, [...watched.health.verdicts]);
  }
}

async function putStatusChanges(changes: readonly StatusChange[], manager: EntityManager): Promise<void> {
  await manager.query(
    `INSERT INTO service_changes (at, service, what, from_word, to_word, reason)
     SELECT at, service, 'status', before, after, reason
     FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[])
       AS c (at, service, before, after, reason)
     ON CONFLICT DO NOTHING`,
    [
      changes.map(({ at }) => at),
      changes.map(({ service }) => service),
      changes.map(({ from }) => from),
      changes.map(({ to }) => to),
      changes.map(({ reason }) => reason),
    ],
  );
}

async function putProbes(probed: readonly PastProbe[], manager: EntityManager): Promise<void> {
  await manager.query(
    `INSERT INTO external_service_probes
       (service, at, outcome, failure, http_status, latency_ms, offline, status, speaks_until)
     SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::int[], $6::float8[],
       $7::boolean[], $8::text[], $9::timestamptz[])
     ON CONFLICT DO NOTHING`,
    [
      probed.map(({ service }) => service),
      probed.map(({ at }) => at),
      probed.map(({ outcome }) => outcome.kind),
      probed.map(({ outcome }) => ('failure' in outcome ? outcome.failure : null)),
      probed.map(({ outcome }) => ('httpStatus' in outcome ? outcome.httpStatus : null)),
      probed.map(({ outcome }) => outcome.latencyMs),
      probed.map(({ offline }) => offline),
      probed.map(({ status }) => status),
      probed.map(({ speaksUntil }) => speaksUntil),
    ],
  );
}
