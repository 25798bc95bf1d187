import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { RequestStorageModule } from '../../storage/request-minutes/request-storage.module';
import { ErrorBucketAggregator } from './error-bucket.aggregator';
import { MinuteFolder } from './minute.folder';
import { BodyReader } from './otlp/body-reader';
import { InThreadBodyReader } from './otlp/in-thread.body-reader';
import { OtlpController } from './otlp/otlp.controller';
import { OtlpIntake } from './otlp/otlp.intake';
import { prepareOtlpRoute } from './otlp/otlp-route';
import { WorkerBodyReader } from './otlp/worker.body-reader';
import { OwnRequests } from './own-requests';
import { QuarterFolder } from './quarter.folder';
import { RouteFolder } from './route.folder';
import { TelemetryRetention } from './telemetry.retention';
import { TotalsCheck } from './totals.check';

/** Beside the built program; the sources have none. */
const readerProgram = new URL('./otlp-reader.js', import.meta.url);
const isBuilt = !import.meta.url.endsWith('.ts');

@Module({
  imports: [RequestStorageModule],
  controllers: [OtlpController],
  providers: [
    ErrorBucketAggregator,
    MinuteFolder,
    OtlpIntake,
    {
      provide: BodyReader,
      useFactory: () => (isBuilt ? new WorkerBodyReader(readerProgram) : new InThreadBodyReader()),
    },
    OwnRequests,
    QuarterFolder,
    RouteFolder,
    TelemetryRetention,
    TotalsCheck,
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
