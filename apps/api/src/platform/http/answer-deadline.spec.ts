import { connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, it, jest } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { leftMs } from '../deadline';
import { keepDeadlines } from './answer-deadline';
import { problemOf } from './problem';

let fastify: FastifyInstance;
afterEach(async () => {
  jest.useRealTimers();
  await fastify.close();
});

function serve(): FastifyInstance {
  fastify = Fastify();
  fastify.setErrorHandler((error, request, reply) => {
    const { body, headers } = problemOf(error, request.id);
    void reply.status(body.status).headers(headers).send(body);
  });
  keepDeadlines(fastify);
  return fastify;
}

it('leaves the database a little less than the answer may take, counted from the end of the body', async () => {
  serve().post('/', () => ({ left: leftMs() }));
  const { left } = (await fastify.inject({ method: 'POST', url: '/', payload: { a: 1 } })).json<{
    left: number;
  }>();
  expect(left).toBeGreaterThan(3_500);
  expect(left).toBeLessThanOrEqual(4_500);
  expect(leftMs()).toBeNull();
});

it('answers 503 and when to come again for a handler that never ends', async () => {
  let reached = () => {};
  const isAsked = new Promise<void>((resolve) => (reached = resolve));
  serve().get('/', () => (reached(), new Promise(() => undefined)));
  await fastify.ready();
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] });
  const asking = fastify.inject('/');
  await isAsked;
  jest.advanceTimersByTime(4_999);
  const answer = await asking;
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
  expect(answer.body).not.toContain('nothing was changed');
});

it('ends a connection over which a body trickles in', async () => {
  const reached = jest.fn();
  serve().post('/', reached);
  const { port } = new URL(await fastify.listen({ port: 0, host: '127.0.0.1' }));
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] });
  const seen = new Promise<void>((resolve) => fastify.server.once('request', () => setImmediate(resolve)));
  const socket = connect(Number(port), '127.0.0.1');
  let heard = '';
  socket.on('data', (bytes) => (heard += bytes.toString()));
  socket.write(
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"a":',
  );
  await seen;
  jest.advanceTimersByTime(10_001);
  await once(socket, 'close');
  expect(heard).toMatch(/^HTTP\/1\.1 408 /);
  expect(heard).toMatch(/connection: close/i);
  expect(reached).not.toHaveBeenCalled();
});
