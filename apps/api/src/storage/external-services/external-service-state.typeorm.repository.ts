import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ExternalServiceState } from '../../core/external-services/external-service-state';
import { ExternalServiceProbeEntity } from './external-service-probe.entity';
import { ExternalServiceStateEntity } from './external-service-state.entity';
import { ExternalServiceStateRepository } from './external-service-state.repository';

@Injectable()
export class ExternalServiceStateTypeormRepository extends ExternalServiceStateRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async all(): Promise<ExternalServiceState[]> {
    const rows = await this.dataSource.getRepository(ExternalServiceStateEntity).find();
    return rows.map(stateOf);
  }

  override async record(manager: EntityManager, states: readonly ExternalServiceState[]): Promise<void> {
    if (states.length === 0) return;
    await manager.upsert(ExternalServiceStateEntity, states.map(rowOf), ['key']);
    await manager.upsert(ExternalServiceProbeEntity, states.flatMap(newestProbeOf), ['service', 'at']);
  }

  override async forgetProbes(manager: EntityManager, before: Date, limit: number): Promise<number> {
    const [, deleted]: [unknown, number] = await manager.query(
      `DELETE FROM external_service_probes WHERE (service, at) IN
         (SELECT service, at FROM external_service_probes WHERE at < $1 ORDER BY at LIMIT $2)`,
      [before, limit],
    );
    return deleted;
  }
}

function stateOf(row: ExternalServiceStateEntity): ExternalServiceState {
  const { key, status, reason, since, isDown, pausedUntil } = row;
  const recent = row.recent.map(({ at, outcome, offline }) => ({ at: new Date(at), outcome, offline }));
  return { key, status, reason, since, history: { recent, isDown, pausedUntil } };
}

function rowOf({ history, ...state }: ExternalServiceState): ExternalServiceStateEntity {
  const recent = history.recent.map((probe) => ({ ...probe, at: probe.at.toISOString() }));
  return { ...state, recent, isDown: history.isDown, pausedUntil: history.pausedUntil };
}

function newestProbeOf({ key, history }: ExternalServiceState): ExternalServiceProbeEntity[] {
  const newest = history.recent.at(-1);
  if (newest === undefined) return [];
  const { at, outcome, offline } = newest;
  return [
    {
      service: key,
      at,
      outcome: outcome.kind,
      failure: outcome.kind === 'failed' ? outcome.failure : null,
      httpStatus: 'httpStatus' in outcome ? outcome.httpStatus : null,
      latencyMs: outcome.latencyMs,
      offline,
    },
  ];
}
