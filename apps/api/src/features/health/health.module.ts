import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { ExternalServicesModule } from '../../external-services/external-services.module';
import { AppConfig } from '../../platform/config/config';
import { ExternalServiceStateStorageModule } from '../../storage/external-service-states/external-service-state-storage.module';
import { ServiceVerdictStorageModule } from '../../storage/service-verdicts/service-verdict-storage.module';
import { BeyondPresenceHealth } from './beyond-presence.health';
import { DailyHealth } from './daily.health';
import { DatabaseHealth } from './database.health';
import { HealthController } from './health.controller';
import { HealthIndicators } from './health.indicators';
import { LivekitHealth } from './livekit.health';
import { ReadyAnswer } from './ready-answer';
import { RememberedServices } from './remembered-services';
import { ServiceMemory } from './service-memory';

/** Time for balancers to notice that this replica drains; nobody balances a development machine. */
const DRAIN_MS = 5_000;

@Module({
  imports: [
    TerminusModule.forRootAsync({
      useFactory: (config: AppConfig) => ({
        logger: false,
        gracefulShutdownTimeoutMs: config.production ? DRAIN_MS : 0,
      }),
      inject: [AppConfig],
    }),
    ExternalServicesModule,
    ExternalServiceStateStorageModule,
    ServiceVerdictStorageModule,
  ],
  controllers: [HealthController],
  providers: [
    RememberedServices,
    ServiceMemory,
    DatabaseHealth,
    DailyHealth,
    LivekitHealth,
    BeyondPresenceHealth,
    HealthIndicators,
    ReadyAnswer,
  ],
})
export class HealthModule {}
