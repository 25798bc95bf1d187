import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { RequestStorageModule } from '../../storage/request-minutes/request-storage.module';
import { ErrorBucketAggregator } from './error-bucket.aggregator';
import { MinuteFolder } from './minute.folder';
import { OtlpController } from './otlp/otlp.controller';
import { OtlpIntake } from './otlp/otlp.intake';
import { prepareOtlpRoute } from './otlp/otlp-route';
import { OwnRequests } from './own-requests';
import { QuarterFolder } from './quarter.folder';
import { RouteFolder } from './route.folder';
import { TelemetryRetention } from './telemetry.retention';
import { TotalsCheck } from './totals.check';

@Module({
  imports: [RequestStorageModule],
  controllers: [OtlpController],
  providers: [
    ErrorBucketAggregator,
    MinuteFolder,
    OtlpIntake,
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
