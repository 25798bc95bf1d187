import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module';
import { type Clock, SystemClock } from './platform/clock/clock';
import type { ServingConfig } from './platform/config/config';
import { createAdapter, equip } from './platform/http/fastify';
import { ProblemFilter } from './platform/http/problem.filter';
import { servePage } from './platform/http/single-page';
import { validationPipe } from './platform/http/validation';
import { loggerFor } from './platform/logger';

/** The API, complete but not listening: for `main` and for tests, which may choose its time. */
export async function createApplication(
  config: ServingConfig,
  root: string,
  adapter: FastifyAdapter = createAdapter(config.http.trustedProxies),
  clock: Clock = new SystemClock(),
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, clock), adapter, {
    abortOnError: false,
    bodyParser: false, // equip registers the parser that caps depth
    logger: loggerFor(config.production),
  });
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(validationPipe());
  await equip(app);
  await servePage(app, join(root, 'apps/web/dist'), config.demo);
  return app;
}
