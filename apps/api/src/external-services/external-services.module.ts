import { Module } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { AppConfig } from '../platform/config/config';
import { BeyondPresenceExternalService } from './beyond-presence/beyond-presence.external-service';
import { DailyExternalService } from './daily/daily.external-service';
import { ExternalServices } from './external-services';
import { LivekitExternalService } from './livekit/livekit.external-service';

@Module({
  providers: [
    {
      provide: ExternalServices,
      useFactory: (config: AppConfig, clock: Clock) =>
        new ExternalServices(
          [
            new DailyExternalService(config),
            new LivekitExternalService(config, clock),
            new BeyondPresenceExternalService(config),
          ],
          config,
        ),
      inject: [AppConfig, Clock],
    },
  ],
  exports: [ExternalServices],
})
export class ExternalServicesModule {}
