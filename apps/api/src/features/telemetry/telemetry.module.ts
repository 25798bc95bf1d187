import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { RequestStorageModule } from '../../storage/request-minutes/request-storage.module';
import { AppConfig, type ServingConfig } from '../../platform/config/config';
import { DatabaseConnector } from '../../platform/database/database.connector';
import { applicationNameOf, Replica } from '../../platform/replica';
import { FoldingModule } from './folding.module';
import { FoldingThread } from './folding-thread';
import { BodyReader } from './otlp/body-reader';
import { InThreadBodyReader } from './otlp/in-thread.body-reader';
import { OtlpController } from './otlp/otlp.controller';
import { OtlpIntake } from './otlp/otlp.intake';
import { prepareOtlpRoute } from './otlp/otlp-route';
import { WorkerBodyReader } from './otlp/worker.body-reader';
import { OwnRequests } from './own-requests';
import { TelemetryRetention } from './telemetry.retention';
import { TotalsCheck } from './totals.check';

/** Beside the built program; the sources have none. */
const readerProgram = new URL('./otlp-reader.js', import.meta.url);
const folderProgram = new URL('./folder.js', import.meta.url);
const isBuilt = !import.meta.url.endsWith('.ts');

const foldingThread = {
  provide: FoldingThread,
  useFactory: ({ database, production }: ServingConfig, replica: Replica, connector: DatabaseConnector) =>
    new FoldingThread(
      folderProgram,
      {
        database: { url: database.url, applicationName: applicationNameOf(replica.id) },
        holder: replica.id,
        production,
      },
      connector,
    ),
  inject: [AppConfig, Replica, DatabaseConnector],
};

@Module({
  imports: isBuilt ? [RequestStorageModule] : [RequestStorageModule, FoldingModule],
  controllers: [OtlpController],
  providers: [
    OtlpIntake,
    {
      provide: BodyReader,
      useFactory: () => (isBuilt ? new WorkerBodyReader(readerProgram) : new InThreadBodyReader()),
    },
    OwnRequests,
    TelemetryRetention,
    TotalsCheck,
    ...(isBuilt ? [foldingThread] : []),
  ],
})
export class TelemetryModule implements NestModule {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly ownRequests: OwnRequests,
  ) {}

  /** Nest calls this just before it registers the routes: later, hooks would not reach them. */
  configure(_consumer: MiddlewareConsumer): void {
    const fastify = this.adapterHost.httpAdapter.getInstance<FastifyInstance>();
    this.ownRequests.observe(fastify);
    prepareOtlpRoute(fastify);
  }
}
