import { Injectable } from '@nestjs/common';
import type { ExternalServiceKey } from '@watchroom/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import type { ExternalServiceState } from '../../core/external-services/external-service-state';
import { overdueAt } from '../../core/external-services/judge-probes';
import type { ProbeCadence } from '../../core/external-services/probe-history';
import { ExternalServiceProbeEntity } from '../external-service-probes/external-service-probe.entity';
import { ExternalServiceStateEntity } from './external-service-state.entity';
import { ExternalServiceStateRepository } from './external-service-state.repository';

@Injectable()
export class ExternalServiceStateTypeormRepository extends ExternalServiceStateRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async all(manager: EntityManager = this.dataSource.manager): Promise<ExternalServiceState[]> {
    const rows = await manager.getRepository(ExternalServiceStateEntity).find();
    return rows.map(stateOf);
  }

  override async record(
    manager: EntityManager,
    states: readonly ExternalServiceState[],
    cadences: Record<ExternalServiceKey, ProbeCadence>,
  ): Promise<void> {
    if (states.length === 0) return;
    await manager.upsert(ExternalServiceStateEntity, states.map(rowOf), ['key']);
    const probes = states.flatMap((state) => newestProbeOf(state, cadences[state.key]));
    await manager.upsert(ExternalServiceProbeEntity, probes, ['service', 'at']);
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

function newestProbeOf(
  { key, status, history }: ExternalServiceState,
  cadence: ProbeCadence,
): ExternalServiceProbeEntity[] {
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
      status,
      speaksUntil: overdueAt(newest, history, cadence),
    },
  ];
}
