import { Injectable } from '@nestjs/common';
import type { ExternalServiceKey } from '@watchroom/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import type { ConclusionChange, HeldConclusion } from '../../core/witnesses/held-conclusion';
import { ServiceVerdictRepository } from './service-verdict.repository';

const READ = `SELECT service, verdict, previous, since, kind, detail, witnesses, candidate,
  candidate_since AS "candidateSince", effect, judged_at AS "judgedAt" FROM service_verdicts`;

@Injectable()
export class ServiceVerdictSqlRepository extends ServiceVerdictRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override all(): Promise<HeldConclusion[]> {
    return this.dataSource.query(READ);
  }

  override readToReplace(manager: EntityManager): Promise<HeldConclusion[]> {
    return manager.query(`${READ} FOR UPDATE`);
  }

  override async replace(verdicts: readonly HeldConclusion[], manager: EntityManager): Promise<void> {
    const services = verdicts.map(({ service }) => service);
    await manager.query('DELETE FROM service_verdicts WHERE service <> ALL ($1)', [services]);
    for (const held of verdicts)
      await manager.query(
        `INSERT INTO service_verdicts
           (service, verdict, previous, since, kind, detail, witnesses, candidate, candidate_since, effect, judged_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (service) DO UPDATE SET verdict = excluded.verdict, previous = excluded.previous,
           since = excluded.since, kind = excluded.kind, detail = excluded.detail, witnesses = excluded.witnesses,
           candidate = excluded.candidate, candidate_since = excluded.candidate_since, effect = excluded.effect,
           judged_at = excluded.judged_at`,
        parametersOf(held),
      );
  }

  override async append(changes: readonly ConclusionChange[], manager: EntityManager): Promise<void> {
    for (const { at, service, from, to, detail } of changes)
      await manager.query(
        `INSERT INTO verdict_changes (at, service, from_verdict, to_verdict, detail) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (at, service) DO NOTHING`,
        [at, service, from, to, detail],
      );
  }

  override changes(service: ExternalServiceKey, since: Date, most: number): Promise<ConclusionChange[]> {
    return this.dataSource.query(
      `SELECT at, service, from_verdict AS "from", to_verdict AS "to", detail FROM verdict_changes
       WHERE service = $1 AND at >= $2 ORDER BY at DESC LIMIT $3`,
      [service, since, most],
    );
  }
}

const parametersOf = (held: HeldConclusion): unknown[] => [
  held.service,
  held.verdict,
  held.previous,
  held.since,
  held.kind,
  held.detail,
  JSON.stringify(held.witnesses),
  held.candidate,
  held.candidateSince,
  held.effect === null ? null : JSON.stringify(held.effect),
  held.judgedAt,
];
