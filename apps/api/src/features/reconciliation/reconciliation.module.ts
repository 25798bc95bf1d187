import { Module } from '@nestjs/common';
import { ExternalServicesModule } from '../../external-services/external-services.module';
import { HeardSessionStorageModule } from '../../storage/heard-sessions/heard-session-storage.module';
import { ReconciliationStorageModule } from '../../storage/reconciliation/reconciliation-storage.module';
import { ServiceEventStorageModule } from '../../storage/service-events/service-event-storage.module';
import { VendorDoorStorageModule } from '../../storage/vendor-doors/vendor-door-storage.module';
import { ReconciliationRound } from './reconciliation.round';
import { ReconciliationTimer } from './reconciliation.timer';
import { VendorAsker } from './vendor.asker';
import { WebhookSessionFolder } from './webhook-session.folder';

/** Makes sessions of what vendors tell by webhooks, and holds our sessions against what vendors answer when asked. */
@Module({
  imports: [
    ExternalServicesModule,
    HeardSessionStorageModule,
    ReconciliationStorageModule,
    ServiceEventStorageModule,
    VendorDoorStorageModule,
  ],
  providers: [ReconciliationRound, ReconciliationTimer, VendorAsker, WebhookSessionFolder],
})
export class ReconciliationModule {}
