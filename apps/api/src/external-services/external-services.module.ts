import { Module } from '@nestjs/common';
import { AppConfig } from '../platform/config/config';
import { BeyondPresenceExternalService } from './beyond-presence/beyond-presence.external-service';
import { DailyExternalService } from './daily/daily.external-service';
import { ExternalServices } from './external-services';
import { LivekitExternalService } from './livekit/livekit.external-service';

@Module({
  providers: [
    {
      provide: ExternalServices,
      useFactory: (config: AppConfig) =>
        new ExternalServices(
          [
            new DailyExternalService(config),
            new LivekitExternalService(config),
            new BeyondPresenceExternalService(config),
          ],
          config,
        ),
      inject: [AppConfig],
    },
  ],
  exports: [ExternalServices],
})
export class ExternalServicesModule {}
