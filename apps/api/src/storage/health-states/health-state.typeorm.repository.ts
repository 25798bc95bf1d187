import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, Not } from 'typeorm';
import type { HeldVerdict } from '../../core/health/held-verdict';
import type { StandingHealth } from '../../core/health/judge-health';
import { HealthStateEntity } from './health-state.entity';
import { HealthStateRepository } from './health-state.repository';

/** Any constant: the key of the lock that lets one transaction judge at a time, also while the table is empty. */
const JUDGEMENT_LOCK = 7_270_112_033;

@Injectable()
export class HealthStateTypeormRepository extends HealthStateRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override read(): Promise<StandingHealth> {
    return this.standing(this.dataSource.manager);
  }

  override async readToReplace(manager: EntityManager): Promise<StandingHealth> {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [JUDGEMENT_LOCK]);
    return this.standing(manager);
  }

  override async replace(manager: EntityManager, verdicts: HeldVerdict[]): Promise<void> {
    const rows = manager.getRepository(HealthStateEntity);
    await rows.delete({ input: Not(In(verdicts.map(({ input }) => input))) });
    await rows.upsert(verdicts, { conflictPaths: ['input'] });
  }

  private async standing(manager: EntityManager): Promise<StandingHealth> {
    const verdicts = await manager.getRepository(HealthStateEntity).find();
    const judgedAt = verdicts.reduce<Date | null>(
      (newest, { judgedAt: at }) => (newest && newest > at ? newest : at),
      null,
    );
    return { verdicts, judgedAt };
  }
}
