import { Module } from '@nestjs/common';
import { PoolHourRepository } from './pool-hour.repository';
import { PoolHourSqlRepository } from './pool-hour.sql.repository';

@Module({
  providers: [{ provide: PoolHourRepository, useClass: PoolHourSqlRepository }],
  exports: [PoolHourRepository],
})
export class PoolHourStorageModule {}
