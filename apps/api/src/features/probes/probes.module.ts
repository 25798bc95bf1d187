import { Module } from '@nestjs/common';
import { ExternalServicesModule } from '../../external-services/external-services.module';
import { ExternalServiceStateStorageModule } from '../../storage/external-service-states/external-service-state-storage.module';
import { VendorCertificateStorageModule } from '../../storage/vendor-certificates/vendor-certificate-storage.module';
import { VendorDoorStorageModule } from '../../storage/vendor-doors/vendor-door-storage.module';
import { ProbeTables } from './probe-tables';
import { ProbeRound } from './probe.round';
import { ProbeTimer } from './probe.timer';

/** Asks the external services in the background; requests read what is remembered. */
@Module({
  imports: [
    ExternalServicesModule,
    ExternalServiceStateStorageModule,
    VendorCertificateStorageModule,
    VendorDoorStorageModule,
  ],
  providers: [ProbeRound, ProbeTables, ProbeTimer],
})
export class ProbesModule {}
