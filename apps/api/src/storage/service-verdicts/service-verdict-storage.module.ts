import { Module } from '@nestjs/common';
import { ServiceVerdictRepository } from './service-verdict.repository';
import { ServiceVerdictSqlRepository } from './service-verdict.sql.repository';

@Module({
  providers: [{ provide: ServiceVerdictRepository, useClass: ServiceVerdictSqlRepository }],
  exports: [ServiceVerdictRepository],
})
export class ServiceVerdictStorageModule {}
