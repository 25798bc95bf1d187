import compress from '@fastify/compress';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { Snapshot } from './snapshot';
import { deliverSnapshots } from './snapshot.delivery';

const body = { text: 'é'.repeat(2_000) };
let fastify: FastifyInstance;

beforeAll(async () => {
  fastify = Fastify();
  await fastify.register(compress, { threshold: 1024 });
  deliverSnapshots(fastify);
  fastify.get('/snapshot', () => new Snapshot(body));
  fastify.get('/other', () => ({ json: 'no snapshot', etag: 'none' }));
});
afterAll(() => fastify.close());

it('sends the bytes of a snapshot with its tag', async () => {
  const answer = await fastify.inject('/snapshot');
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([
    200,
    'application/json; charset=utf-8',
  ]);
  expect(answer.body).toBe(JSON.stringify(body));
  expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(answer.body)));
  expect(answer.headers['cache-control']).toBe('private, no-cache');
});

it.each<[string, (etag: string) => string, number]>([
  ['the tag alone', (etag) => etag, 304],
  ['the tag made weak on its way', (etag) => `W/${etag}`, 304],
  ['the tag among others', (etag) => `"x", ${etag}`, 304],
  ['another tag', () => '"x"', 200],
])('asked with %s', async (_, tags, status) => {
  const { etag } = (await fastify.inject('/snapshot')).headers;
  for (const encoding of ['identity', 'br']) {
    const headers = { 'if-none-match': tags(String(etag)), 'accept-encoding': encoding };
    const answer = await fastify.inject({ url: '/snapshot', headers });
    expect([answer.statusCode, answer.rawPayload.length === 0, answer.headers.etag]).toEqual([
      status,
      status === 304,
      etag,
    ]);
    if (status === 304)
      expect([answer.headers['content-type'], answer.headers['content-length']]).toEqual([
        undefined,
        undefined,
      ]);
  }
});

it('leaves other answers alone', async () => {
  const answer = await fastify.inject('/other');
  expect([answer.json(), answer.headers.etag]).toEqual([{ json: 'no snapshot', etag: 'none' }, undefined]);
});
