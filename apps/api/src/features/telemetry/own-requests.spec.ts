import { Readable } from 'node:stream';
import { expect, it } from '@jest/globals';
import Fastify from 'fastify';
import type { DataSource, EntityManager } from 'typeorm';
import type { RequestMinute } from '../../core/requests/request-minute';
import { SystemClock } from '../../platform/clock/clock';
import { Replica } from '../../platform/replica';
import { RequestMinuteRepository } from '../../storage/request-minutes/request-minute.repository';
import {
  type InstanceRoutes,
  RequestRouteRepository,
} from '../../storage/request-routes/request-route.repository';
import { OwnRequests } from './own-requests';

class Minutes extends RequestMinuteRepository {
  readonly written: RequestMinute[] = [];
  override async replace(minutes: readonly RequestMinute[]) {
    this.written.push(...minutes);
  }
  override lastHour = unused;
  override latency = unused;
  override reportingServices = unused;
  override within = unused;
}
class Routes extends RequestRouteRepository {
  readonly written: InstanceRoutes[] = [];
  override async put(rows: readonly InstanceRoutes[]) {
    this.written.push(...rows);
  }
  override takeDirty = unused;
  override ofInstances = unused;
  override ofMinutes = unused;
  override replaceMinutes = unused;
  override replaceHour = unused;
}
const dataSourceThatIs = (isInitialized: boolean) => ({
  isInitialized,
  transaction: (work: (manager: EntityManager) => Promise<void>) => work({} as EntityManager),
});
/** Breaks after so many pieces. */
const endlessText = (pieces = Infinity): Readable =>
  Readable.from(
    (function* () {
      for (let n = 0; n < pieces; n++) yield 'x'.repeat(65_536);
      throw new Error('Broken');
    })(),
  );
const unused = () => Promise.reject(new Error('not part of this test'));

it('writes as soon as the database is connected, however often it was not', async () => {
  const minutes = new Minutes();
  const dataSource = dataSourceThatIs(false);
  const own = new OwnRequests(
    minutes,
    new Routes(),
    dataSource as DataSource,
    new SystemClock(),
    new Replica('api-1'),
  );
  await own.write();
  await own.write();
  expect(minutes.written).toEqual([]);
  dataSource.isInitialized = true;
  await own.write();
  expect(minutes.written).toMatchObject([{ service: 'watchroom-api', instance: 'api-1', requests: 0 }]);
});

it('counts an answer that its reader did not wait for by what was on its way', async () => {
  const routes = new Routes();
  const dataSource = dataSourceThatIs(true) as DataSource;
  const own = new OwnRequests(new Minutes(), routes, dataSource, new SystemClock(), new Replica('api-1'));
  const fastify = Fastify({ forceCloseConnections: true });
  own.observe(fastify);
  fastify.get('/api/long', (_, reply) => reply.send(endlessText()));
  fastify.get('/api/broken', (_, reply) => reply.send(endlessText(3)));
  fastify.get('/api/failed', (_, reply) => reply.status(503).send(endlessText()));
  const url = await fastify.listen({ host: '127.0.0.1', port: 0 });

  for (const path of ['/api/long', '/api/failed']) {
    const reader = new AbortController();
    const answer = await fetch(url + path, { signal: reader.signal });
    await answer.body!.getReader().read();
    reader.abort();
  }
  const broken = await fetch(`${url}/api/broken`);
  await expect(broken.text()).rejects.toThrow();
  await fastify.close();
  await own.write();

  const told = routes.written[0]!.routes.counts();
  const byRoute = told.toSorted((a, b) => a.route.localeCompare(b.route));
  expect(byRoute.map(({ route, status, errors }) => [route, status, errors])).toEqual([
    ['/api/broken', null, 1],
    ['/api/failed', 503, 1],
    ['/api/long', 200, 0],
  ]);
});

it('counts all of the API but its streams, however they are asked for', async () => {
  const minutes = new Minutes();
  const dataSource = dataSourceThatIs(true) as DataSource;
  const routes = new Routes();
  const own = new OwnRequests(minutes, routes, dataSource, new SystemClock(), new Replica('api-1'));
  const fastify = Fastify({ forceCloseConnections: true });
  own.observe(fastify);
  for (const path of ['/api/work', '/api/some/stream', '/work']) fastify.get(path, () => 'done');
  const url = await fastify.listen({ host: '127.0.0.1', port: 0 });

  const counted = ['/api/work', '/api/work?of=/stream', '/api/w%6Frk', '/api/nowhere/stream'];
  const leftOut = ['/api/some/stream', '/api/some/stream?since=1', '/api/some/str%65am', '/work'];
  for (const path of [...counted, ...leftOut])
    await fetch(url + path, { headers: { accept: 'text/event-stream' } });
  await fastify.close();
  await own.write();

  expect(minutes.written.map(({ requests, clientErrors }) => [requests, clientErrors])).toEqual([
    [counted.length, 1],
  ]);
  const [written] = routes.written;
  expect(written!.routes.counts().map(({ route, status, requests }) => [route, status, requests])).toEqual([
    ['(no route)', 404, 1],
    ['/api/work', 200, 3],
  ]);
});
