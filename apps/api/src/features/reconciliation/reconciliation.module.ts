import { Module } from '@nestjs/common';
import { HeardSessionStorageModule } from '../../storage/heard-sessions/heard-session-storage.module';
import { ServiceEventStorageModule } from '../../storage/service-events/service-event-storage.module';
import { WebhookSessionFolder } from './webhook-session.folder';

/** Makes sessions of what vendors tell by webhooks, and holds our sessions against what vendors answer when asked. */
@Module({
  imports: [HeardSessionStorageModule, ServiceEventStorageModule],
  providers: [WebhookSessionFolder],
})
export class ReconciliationModule {}
