import { Module } from '@nestjs/common';
import { ExternalServicesModule } from '../../external-services/external-services.module';
import { ExternalServiceStorageModule } from '../../storage/external-services/external-service-storage.module';
import { ProbeRound } from './probe.round';
import { ProbeTimer } from './probe.timer';

/** Asks the external services in the background; requests read what is remembered. */
@Module({
  imports: [ExternalServicesModule, ExternalServiceStorageModule],
  providers: [ProbeRound, ProbeTimer],
})
export class ProbesModule {}
