import { Module, type NestModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { AuthModule } from '../../auth/auth.module';
import { ExternalServicesModule } from '../../external-services/external-services.module';
import { ExternalServiceHistoryStorageModule } from '../../storage/external-service-days/external-service-history-storage.module';
import { ExternalServiceStorageModule } from '../../storage/external-services/external-service-storage.module';
import { HealthChangeStorageModule } from '../../storage/health-changes/health-change-storage.module';
import { HealthStateStorageModule } from '../../storage/health-states/health-state-storage.module';
import { PoolHourStorageModule } from '../../storage/pool-hours/pool-hour-storage.module';
import { PoolStorageModule } from '../../storage/pool-minutes/pool-storage.module';
import { ReconciliationStorageModule } from '../../storage/reconciliation/reconciliation-storage.module';
import { RequestStorageModule } from '../../storage/request-minutes/request-storage.module';
import { ServiceEventStorageModule } from '../../storage/service-events/service-event-storage.module';
import { ServiceVerdictStorageModule } from '../../storage/service-verdicts/service-verdict-storage.module';
import { SessionMinuteStorageModule } from '../../storage/session-minutes/session-minute-storage.module';
import { SessionStorageModule } from '../../storage/sessions/session-storage.module';
import { VendorCertificateStorageModule } from '../../storage/vendor-certificates/vendor-certificate-storage.module';
import { VendorIncidentStorageModule } from '../../storage/vendor-incidents/vendor-incident-storage.module';
import { CurrentMetricsService } from './current-metrics.service';
import { DatabaseWatch } from './database.watch';
import { ExternalServiceReader } from './external-service.reader';
import { ServiceStatesReader } from './service-states.reader';
import { HealthEvaluator } from './health.evaluator';
import { HistoryReader } from './history.reader';
import { HistoryService } from './history.service';
import { MetricsController } from './metrics.controller';
import { MetricsGround } from './metrics-ground';
import { MetricsReader } from './metrics.reader';
import { MetricsService } from './metrics.service';
import { NumberTables } from './number-tables';
import { NumbersReader } from './numbers.reader';
import { RouteController } from './route.controller';
import { RouteReader } from './route.reader';
import { RouteService } from './route.service';
import { ServiceFindingsReader } from './service-findings.reader';
import { ServiceHistoryReader } from './service-history.reader';
import { deliverSnapshots } from './snapshot.delivery';
import { CurrentStream } from './stream/current.stream';
import { SignInRounds } from './stream/sign-in.rounds';
import { StreamController } from './stream/stream.controller';

/** The read side of Watchroom: numbers, health and its reasons, for those who may see them. */
@Module({
  imports: [
    AuthModule,
    ExternalServicesModule,
    ExternalServiceHistoryStorageModule,
    ExternalServiceStorageModule,
    HealthChangeStorageModule,
    HealthStateStorageModule,
    PoolHourStorageModule,
    PoolStorageModule,
    ReconciliationStorageModule,
    RequestStorageModule,
    ServiceEventStorageModule,
    ServiceVerdictStorageModule,
    SessionMinuteStorageModule,
    SessionStorageModule,
    VendorCertificateStorageModule,
    VendorIncidentStorageModule,
  ],
  controllers: [MetricsController, RouteController, StreamController],
  providers: [
    CurrentMetricsService,
    CurrentStream,
    DatabaseWatch,
    ExternalServiceReader,
    ServiceStatesReader,
    HealthEvaluator,
    HistoryReader,
    HistoryService,
    MetricsGround,
    MetricsReader,
    MetricsService,
    NumbersReader,
    NumberTables,
    RouteReader,
    RouteService,
    ServiceFindingsReader,
    ServiceHistoryReader,
    SignInRounds,
  ],
})
export class MetricsModule implements NestModule {
  constructor(private readonly adapterHost: HttpAdapterHost) {}

  /** Nest calls this just before it registers the routes: later, hooks would not reach them. */
  configure(): void {
    deliverSnapshots(this.adapterHost.httpAdapter.getInstance<FastifyInstance>());
  }
}
