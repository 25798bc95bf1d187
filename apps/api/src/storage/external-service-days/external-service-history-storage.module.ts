import { Module } from '@nestjs/common';
import { ExternalServiceProbeRepository } from '../external-service-probes/external-service-probe.repository';
import { ExternalServiceProbeSqlRepository } from '../external-service-probes/external-service-probe.sql.repository';
import { ExternalServiceDayRepository } from './external-service-day.repository';
import { ExternalServiceDaySqlRepository } from './external-service-day.sql.repository';

@Module({
  providers: [
    { provide: ExternalServiceDayRepository, useClass: ExternalServiceDaySqlRepository },
    { provide: ExternalServiceProbeRepository, useClass: ExternalServiceProbeSqlRepository },
  ],
  exports: [ExternalServiceDayRepository, ExternalServiceProbeRepository],
})
export class ExternalServiceHistoryStorageModule {}
