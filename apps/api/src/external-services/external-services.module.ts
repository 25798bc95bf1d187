import { Module } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { AppConfig, type ServingConfig } from '../platform/config/config';
import { BeyondPresenceExternalService } from './beyond-presence/beyond-presence.external-service';
import { DailyExternalService } from './daily/daily.external-service';
import { ExternalServices } from './external-services';
import { LivekitExternalService } from './livekit/livekit.external-service';
import { Seal } from './seal';
import { VendorWebhooks } from './vendor-webhooks';

@Module({
  providers: [
    {
      provide: ExternalServices,
      useFactory: (config: AppConfig, clock: Clock) =>
        new ExternalServices(
          [
            new DailyExternalService(config, clock),
            new LivekitExternalService(config, clock),
            new BeyondPresenceExternalService(config, clock),
          ],
          config,
        ),
      inject: [AppConfig, Clock],
    },
    {
      provide: VendorWebhooks,
      useFactory: (config: AppConfig) => new VendorWebhooks(config),
      inject: [AppConfig],
    },
    {
      provide: Seal,
      useFactory: ({ secrets }: ServingConfig) => new Seal(secrets.ingest),
      inject: [AppConfig],
    },
  ],
  exports: [ExternalServices, Seal, VendorWebhooks],
})
export class ExternalServicesModule {}
