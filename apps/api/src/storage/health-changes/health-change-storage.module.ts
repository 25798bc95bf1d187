import { Module } from '@nestjs/common';
import { HealthChangeRepository } from './health-change.repository';
import { HealthChangeSqlRepository } from './health-change.sql.repository';

@Module({
  providers: [{ provide: HealthChangeRepository, useClass: HealthChangeSqlRepository }],
  exports: [HealthChangeRepository],
})
export class HealthChangeStorageModule {}
