import { Module } from '@nestjs/common';
import { ExternalServicesModule } from '../../external-services/external-services.module';
import { ExternalServiceStorageModule } from '../../storage/external-services/external-service-storage.module';
import { HealthStateStorageModule } from '../../storage/health-states/health-state-storage.module';
import { PoolStorageModule } from '../../storage/pool-minutes/pool-storage.module';
import { RequestStorageModule } from '../../storage/request-minutes/request-storage.module';
import { SessionStorageModule } from '../../storage/sessions/session-storage.module';
import { CurrentMetricsService } from './current-metrics.service';
import { ExternalServicesReader } from './external-services.reader';
import { HealthEvaluator } from './health.evaluator';
import { MetricsController } from './metrics.controller';
import { MetricsGround } from './metrics-ground';
import { MetricsReader } from './metrics.reader';
import { MetricsService } from './metrics.service';
import { NumberTables } from './number-tables';
import { NumbersReader } from './numbers.reader';

/** The read side of Watchroom: numbers, health and its reasons, for those who may see them. */
@Module({
  imports: [
    ExternalServicesModule,
    ExternalServiceStorageModule,
    HealthStateStorageModule,
    PoolStorageModule,
    RequestStorageModule,
    SessionStorageModule,
  ],
  controllers: [MetricsController],
  providers: [
    CurrentMetricsService,
    ExternalServicesReader,
    HealthEvaluator,
    MetricsGround,
    MetricsReader,
    MetricsService,
    NumbersReader,
    NumberTables,
  ],
})
export class MetricsModule {}
