import { Injectable } from '@nestjs/common';
import { DataSource, MoreThanOrEqual } from 'typeorm';
import { PoolMinuteEntity } from './pool-minute.entity';
import { type PoolMinute, PoolMinuteRepository } from './pool-minute.repository';

@Injectable()
export class PoolMinuteTypeormRepository extends PoolMinuteRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async replace(minutes: PoolMinute[]): Promise<void> {
    if (minutes.length === 0) return;
    await this.rows.upsert(minutes, { conflictPaths: ['minute', 'replica'] });
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
