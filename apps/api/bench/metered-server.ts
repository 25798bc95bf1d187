import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import Fastify, { type FastifyInstance } from 'fastify';
import { OwnRequests } from '../src/features/telemetry/own-requests';
import { SystemClock } from '../src/platform/clock/clock';
import { createDataSource } from '../src/platform/database/data-source';
import { createAdapter, equip } from '../src/platform/http/fastify';
import { Replica } from '../src/platform/replica';
import { schema } from '../src/schema';
import { RequestRouteSqlRepository } from '../src/storage/request-routes/request-route.sql.repository';
import { RequestMinuteSqlRepository } from '../src/storage/request-minutes/request-minute.sql.repository';

/** What the bench asks this process to be; both houses answer the same few bytes at `/api/trivial`. */
export interface MeteredOrder {
  house: 'bare Fastify' | 'Nest as ours';
  isMetered: boolean;
  databaseUrl: string;
}

const WRITE_EVERY_MS = 3_000; // as the interval of OwnRequests, which Nest's scheduler is not here to keep

@Controller('api/trivial')
class TrivialController {
  @Get()
  answer(): { ok: true } {
    return { ok: true };
  }
}

@Module({ controllers: [TrivialController] })
class TrivialModule {}

process.once('message', (order: MeteredOrder) => void serve(order));
process.once('disconnect', () => process.exit(0));

async function serve({ house, isMetered, databaseUrl }: MeteredOrder): Promise<void> {
  const own = await meteringOn(databaseUrl); // in both, so that their heaps are alike
  const metering = isMetered ? own : null;
  if (isMetered) setInterval(() => void own.write(), WRITE_EVERY_MS);
  const url = house === 'Nest as ours' ? await serveNest(metering) : await serveBare(metering);
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1000 });
  });
  process.send?.({ url });
}

/** The metering as it is in the API, with its writes to the database. */
async function meteringOn(databaseUrl: string): Promise<OwnRequests> {
  const dataSource = createDataSource({ url: databaseUrl, poolSize: 1, applicationName: 'metering' }, schema);
  await dataSource.initialize();
  const minutes = new RequestMinuteSqlRepository(dataSource);
  return new OwnRequests(
    minutes,
    new RequestRouteSqlRepository(),
    dataSource,
    new SystemClock(),
    new Replica(`bench-${process.pid}`),
  );
}

async function serveBare(metering: OwnRequests | null): Promise<string> {
  const fastify = Fastify();
  metering?.observe(fastify);
  fastify.get('/api/trivial', () => ({ ok: true }));
  return fastify.listen({ host: '127.0.0.1', port: 0 });
}

async function serveNest(metering: OwnRequests | null): Promise<string> {
  const app = await NestFactory.create<NestFastifyApplication>(TrivialModule, createAdapter(), {
    bodyParser: false,
    logger: false,
  });
  await equip(app);
  metering?.observe(app.getHttpAdapter().getInstance() as unknown as FastifyInstance);
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}
