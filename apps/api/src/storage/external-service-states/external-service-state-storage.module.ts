import { Module } from '@nestjs/common';
import { ExternalServiceStateRepository } from './external-service-state.repository';
import { ExternalServiceStateTypeormRepository } from './external-service-state.typeorm.repository';
import { OwnProbes } from './own-probes';

@Module({
  providers: [
    { provide: ExternalServiceStateRepository, useClass: ExternalServiceStateTypeormRepository },
    OwnProbes,
  ],
  exports: [ExternalServiceStateRepository, OwnProbes],
})
export class ExternalServiceStateStorageModule {}
