import { Injectable } from '@nestjs/common';
import { Between, DataSource } from 'typeorm';
import { markHours } from '../hour-marks/hour-marks';
import { PoolMinuteEntity } from './pool-minute.entity';
import { type PoolMinute, PoolMinuteRepository } from './pool-minute.repository';

const GAUGE = ['active', 'idle', 'size', 'waiting', 'reported_at'];
const MEASURED = ['waits', 'timeouts', 'used_ms', 'offered_ms', 'use_max', 'waiting_max'];

const MARK = markHours('pool_hour_marks', '$1::timestamptz[]', 'pool_minutes');

@Injectable()
export class PoolMinuteTypeormRepository extends PoolMinuteRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async replace(minutes: PoolMinute[]): Promise<void> {
    if (minutes.length === 0) return;
    await this.dataSource.transaction(async (manager) => {
      await manager
        .getRepository(PoolMinuteEntity)
        .createQueryBuilder('stored')
        .insert()
        .values(minutes)
        .orUpdate([...MEASURED, ...GAUGE], ['minute', 'replica'], {
          overwriteCondition: { where: 'stored.reported_at <= excluded.reported_at' },
        })
        .updateEntity(false)
        .execute();
      await manager.query(MARK, [minutes.map(({ minute }) => minute)]);
    });
  }

  override since(from: Date, until: Date): Promise<PoolMinute[]> {
    return this.dataSource.getRepository(PoolMinuteEntity).find({
      where: { minute: Between(from, until) },
      order: { minute: 'ASC', replica: 'ASC' },
    });
  }
}
