import { Injectable } from '@nestjs/common';
import { DataSource, MoreThanOrEqual } from 'typeorm';
import { PoolMinuteEntity } from './pool-minute.entity';
import { type PoolMinute, PoolMinuteRepository } from './pool-minute.repository';

const REPLACED = ['waits', 'timeouts', 'active', 'idle', 'size', 'waiting', 'reported_at'];

@Injectable()
export class PoolMinuteTypeormRepository extends PoolMinuteRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async replace(minutes: PoolMinute[]): Promise<void> {
    if (minutes.length === 0) return;
    await this.rows
      .createQueryBuilder('stored')
      .insert()
      .values(minutes)
      .orUpdate(REPLACED, ['minute', 'replica'], {
        overwriteCondition: { where: 'stored.reported_at <= excluded.reported_at' },
      })
      .updateEntity(false)
      .execute();
  }

  override since(from: Date): Promise<PoolMinute[]> {
    return this.rows.find({
      where: { minute: MoreThanOrEqual(from) },
      order: { minute: 'ASC', replica: 'ASC' },
    });
  }

  private get rows() {
    return this.dataSource.getRepository(PoolMinuteEntity);
  }
}
