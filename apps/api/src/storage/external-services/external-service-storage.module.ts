import { Module } from '@nestjs/common';
import { ExternalServiceStateRepository } from './external-service-state.repository';
import { ExternalServiceStateTypeormRepository } from './external-service-state.typeorm.repository';

@Module({
  providers: [{ provide: ExternalServiceStateRepository, useClass: ExternalServiceStateTypeormRepository }],
  exports: [ExternalServiceStateRepository],
})
export class ExternalServiceStorageModule {}
