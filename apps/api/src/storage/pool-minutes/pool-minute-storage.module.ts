import { Module } from '@nestjs/common';
import { PoolMinuteRepository } from './pool-minute.repository';
import { PoolMinuteTypeormRepository } from './pool-minute.typeorm.repository';

@Module({
  providers: [{ provide: PoolMinuteRepository, useClass: PoolMinuteTypeormRepository }],
  exports: [PoolMinuteRepository],
})
export class PoolMinuteStorageModule {}
