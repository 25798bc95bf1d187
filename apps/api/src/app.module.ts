import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AuthModule } from './auth/auth.module';
import { ApiDocsModule } from './features/api-docs/api-docs.module';
import { CategoriesModule } from './features/categories/categories.module';
import { EventsModule } from './features/events/events.module';
import { HealthModule } from './features/health/health.module';
import { MetricsModule } from './features/metrics/metrics.module';
import { PoolModule } from './features/pool/pool.module';
import { ProbesModule } from './features/probes/probes.module';
import { ReconciliationModule } from './features/reconciliation/reconciliation.module';
import { RollupsModule } from './features/rollups/rollups.module';
import { SessionsModule } from './features/sessions/sessions.module';
import { TelemetryModule } from './features/telemetry/telemetry.module';
import { UptimeModule } from './features/uptime/uptime.module';
import { WebhooksModule } from './features/webhooks/webhooks.module';
import { WitnessesModule } from './features/witnesses/witnesses.module';
import type { Clock } from './platform/clock/clock';
import type { ServingConfig } from './platform/config/config';
import { PlatformModule } from './platform/platform.module';
import { schema } from './schema';

/** The only file that knows every room. */
@Module({})
export class AppModule {
  static with(config: ServingConfig, clock: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ScheduleModule.forRoot(),
        PlatformModule.with(config, schema, clock),
        AuthModule,
        ApiDocsModule,
        CategoriesModule,
        EventsModule,
        HealthModule,
        MetricsModule,
        PoolModule,
        ProbesModule,
        ReconciliationModule,
        RollupsModule,
        SessionsModule,
        TelemetryModule,
        UptimeModule,
        WebhooksModule,
        WitnessesModule,
      ],
    };
  }
}
