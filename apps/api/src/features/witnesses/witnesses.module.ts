import { Module } from '@nestjs/common';
import { ExternalServicesModule } from '../../external-services/external-services.module';
import { ExternalServiceStateStorageModule } from '../../storage/external-service-states/external-service-state-storage.module';
import { ReconciliationStorageModule } from '../../storage/reconciliation/reconciliation-storage.module';
import { ServiceEventStorageModule } from '../../storage/service-events/service-event-storage.module';
import { ServiceQualityStorageModule } from '../../storage/service-quality/service-quality-storage.module';
import { ServiceVerdictStorageModule } from '../../storage/service-verdicts/service-verdict-storage.module';
import { VendorDoorStorageModule } from '../../storage/vendor-doors/vendor-door-storage.module';
import { VendorIncidentStorageModule } from '../../storage/vendor-incidents/vendor-incident-storage.module';
import { VendorPageStorageModule } from '../../storage/vendor-pages/vendor-page-storage.module';
import { EffectReader } from './effect.reader';
import { PageTables } from './page-tables';
import { QualitySampler } from './quality.sampler';
import { SessionsSeenReader } from './sessions-seen.reader';
import { StatusPageRound } from './status-page.round';
import { StatusPageTimer } from './status-page.timer';
import { VerdictEvaluator } from './verdict.evaluator';
import { WitnessReader } from './witness.reader';

/** Hears the vendor, our probe and our sessions, and concludes from them what is so and whom to call. */
@Module({
  imports: [
    ExternalServicesModule,
    ExternalServiceStateStorageModule,
    ReconciliationStorageModule,
    ServiceEventStorageModule,
    ServiceQualityStorageModule,
    ServiceVerdictStorageModule,
    VendorDoorStorageModule,
    VendorIncidentStorageModule,
    VendorPageStorageModule,
  ],
  providers: [
    EffectReader,
    PageTables,
    QualitySampler,
    SessionsSeenReader,
    StatusPageRound,
    StatusPageTimer,
    VerdictEvaluator,
    WitnessReader,
  ],
})
export class WitnessesModule {}
