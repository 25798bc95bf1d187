import { Module } from '@nestjs/common';
import { ServiceQualityRepository } from './service-quality.repository';
import { ServiceQualitySqlRepository } from './service-quality.sql.repository';

@Module({
  providers: [{ provide: ServiceQualityRepository, useClass: ServiceQualitySqlRepository }],
  exports: [ServiceQualityRepository],
})
export class ServiceQualityStorageModule {}
