import { Module, type NestModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { MetricPointRepository } from '../../storage/metric-points/metric-point.repository';
import { RequestStorageModule } from '../../storage/request-minutes/request-storage.module';
import { AppConfig, type ServingConfig } from '../../platform/config/config';
import { DatabaseConnector } from '../../platform/database/database.connector';
import { applicationNameOf, Replica } from '../../platform/replica';
import { FoldingModule } from './folding.module';
import { FoldingThread } from './folding-thread';
import { BodyIntake } from './otlp/body-intake';
import { OtlpController } from './otlp/otlp.controller';
import { OtlpIntake } from './otlp/otlp.intake';
import { prepareOtlpRoute } from './otlp/otlp-route';
import { StoringBodyIntake } from './otlp/storing.body-intake';
import { WorkerBodyIntake } from './otlp/worker.body-intake';
import { OwnRequests } from './own-requests';
import { TelemetryRetention } from './telemetry.retention';
import { TotalsCheck } from './totals.check';

/** Beside the built program; the sources have none. */
const intakeProgram = new URL('./otlp-intake.js', import.meta.url);
const folderProgram = new URL('./folder.js', import.meta.url);
const isBuilt = !import.meta.url.endsWith('.ts');

/** Of the connections of threads. */
const databaseOf = ({ database }: ServingConfig, replica: Replica) => ({
  url: database.url,
  applicationName: applicationNameOf(replica.id),
});

const foldingThread = {
  provide: FoldingThread,
  useFactory: (config: ServingConfig, replica: Replica, connector: DatabaseConnector) => {
    const order = {
      database: databaseOf(config, replica),
      holder: replica.id,
      production: config.production,
    };
    return new FoldingThread(folderProgram, order, connector);
  },
  inject: [AppConfig, Replica, DatabaseConnector],
};

const intakeInThread = {
  provide: BodyIntake,
  useFactory: (config: ServingConfig, replica: Replica, connector: DatabaseConnector) =>
    new WorkerBodyIntake(intakeProgram, { database: databaseOf(config, replica) }, connector),
  inject: [AppConfig, Replica, DatabaseConnector],
};

const intakeBesideRequests = {
  provide: BodyIntake,
  useFactory: (points: MetricPointRepository) => new StoringBodyIntake(points),
  inject: [MetricPointRepository],
};

@Module({
  imports: isBuilt ? [RequestStorageModule] : [RequestStorageModule, FoldingModule],
  controllers: [OtlpController],
  providers: [
    OtlpIntake,
    OwnRequests,
    TelemetryRetention,
    TotalsCheck,
    ...(isBuilt ? [intakeInThread, foldingThread] : [intakeBesideRequests]),
  ],
})
export class TelemetryModule implements NestModule {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly ownRequests: OwnRequests,
  ) {}

  /** Nest calls this just before it registers the routes: later, hooks would not reach them. */
  configure(): void {
    const fastify = this.adapterHost.httpAdapter.getInstance<FastifyInstance>();
    this.ownRequests.observe(fastify);
    prepareOtlpRoute(fastify);
  }
}
