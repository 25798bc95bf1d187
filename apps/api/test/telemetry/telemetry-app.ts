import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EntityManager } from 'typeorm';
import { TelemetryModule } from '../../src/features/telemetry/telemetry.module';
import { MinuteFolder } from '../../src/features/telemetry/minute.folder';
import { RouteFolder } from '../../src/features/telemetry/route.folder';
import { ErrorBucketAggregator } from '../../src/features/telemetry/error-bucket.aggregator';
import { environment, projectRoot } from '../../src/platform/config/env';
import { readServingConfig } from '../../src/platform/config/read-config';
import { DatabaseConnector } from '../../src/platform/database/database.connector';
import { createAdapter, equip } from '../../src/platform/http/fastify';
import { ProblemFilter } from '../../src/platform/http/problem.filter';
import { validationPipe } from '../../src/platform/http/validation';
import { PlatformModule } from '../../src/platform/platform.module';
import { schema } from '../../src/schema';
import type { TestDatabase } from '../setup/database';

/** The telemetry room in the real HTTP house, without sign-in and without timers. */
export async function telemetryApp(url: string): Promise<NestFastifyApplication> {
  const config = readServingConfig(
    { ...environment, DATABASE_URL: url, JWT_SECRET: 'x'.repeat(32), INGEST_TOKEN: 'y'.repeat(32) },
    projectRoot,
  );
  @Module({ imports: [PlatformModule.with(config, schema), TelemetryModule] })
  class TestModule {}
  const app = await NestFactory.create<NestFastifyApplication>(TestModule, createAdapter(), {
    abortOnError: false,
    bodyParser: false,
    logger: false,
  });
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(validationPipe());
  await equip(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  await app.get(DatabaseConnector).connect();
  return app;
}

/** Folds all that is marked, minutes, their routes and then hours, as the leader would. */
export async function foldAll(app: NestFastifyApplication, { dataSource }: TestDatabase): Promise<void> {
  const folders = [app.get(MinuteFolder), app.get(RouteFolder), app.get(ErrorBucketAggregator)];
  for (const fold of folders.map((folder) => (manager: EntityManager) => folder.fold(manager)))
    while ((await dataSource.transaction(fold)) > 0);
}
