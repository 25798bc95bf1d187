import { Module } from '@nestjs/common';
import { ServiceEventRepository } from './service-event.repository';
import { ServiceEventSqlRepository } from './service-event.sql.repository';

@Module({
  providers: [{ provide: ServiceEventRepository, useClass: ServiceEventSqlRepository }],
  exports: [ServiceEventRepository],
})
export class ServiceEventStorageModule {}
