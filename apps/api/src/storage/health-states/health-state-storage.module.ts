import { Module } from '@nestjs/common';
import { HealthStateRepository } from './health-state.repository';
import { HealthStateTypeormRepository } from './health-state.typeorm.repository';

@Module({
  providers: [{ provide: HealthStateRepository, useClass: HealthStateTypeormRepository }],
  exports: [HealthStateRepository],
})
export class HealthStateStorageModule {}
