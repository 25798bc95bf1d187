import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, Not } from 'typeorm';
import type { HeldVerdict } from '../../core/health/held-verdict';
import { HealthStateEntity } from './health-state.entity';
import { HealthStateRepository, type JudgedHealth } from './health-state.repository';

@Injectable()
export class HealthStateTypeormRepository extends HealthStateRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async read(): Promise<JudgedHealth> {
    const verdicts = await this.dataSource.getRepository(HealthStateEntity).find();
    const judgedAt = verdicts.reduce<Date | null>(
      (newest, { judgedAt: at }) => (newest && newest > at ? newest : at),
      null,
    );
    return { verdicts, judgedAt };
  }

  override async replace(manager: EntityManager, verdicts: HeldVerdict[], judgedAt: Date): Promise<void> {
    const rows = manager.getRepository(HealthStateEntity);
    await rows.delete({ input: Not(In(verdicts.map(({ input }) => input))) });
    await rows.upsert(
      verdicts.map((verdict) => ({ ...verdict, judgedAt })),
      { conflictPaths: ['input'] },
    );
  }
}
