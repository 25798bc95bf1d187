import { Module, type NestModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { ExternalServicesModule } from '../../external-services/external-services.module';
import { ServiceEventStorageModule } from '../../storage/service-events/service-event-storage.module';
import { WebhookController } from './webhook.controller';
import { WebhookDoor } from './webhook.door';
import { WebhookIntake } from './webhook.intake';

/** Takes in what the vendors tell of our meetings. */
@Module({
  imports: [ExternalServicesModule, ServiceEventStorageModule],
  controllers: [WebhookController],
  providers: [WebhookDoor, WebhookIntake],
})
export class WebhooksModule implements NestModule {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly door: WebhookDoor,
  ) {}

  /** Nest calls this just before it registers the routes: later, hooks would not reach them. */
  configure(): void {
    this.door.stand(this.adapterHost.httpAdapter.getInstance<FastifyInstance>());
  }
}
