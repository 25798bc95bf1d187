import { expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { endUnusedConnections } from './unused-connections';

it('does not wait for a connection on which nothing was ever asked, and finishes what was', async () => {
  const fastify = Fastify({ forceCloseConnections: 'idle' as never });
  endUnusedConnections(fastify);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  fastify.get('/', async (_request, reply) => {
    await held;
    void reply.header('connection', 'close');
    return { done: true };
  });
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  const { port } = fastify.server.address() as AddressInfo;
  const unused = connect(port, '127.0.0.1');
  await once(unused, 'connect');
  const asked = fetch(`http://127.0.0.1:${port}/`);
  await once(fastify.server, 'request');
  const closed = fastify.close();
  await once(unused, 'close');
  release();
  expect(await (await asked).json()).toEqual({ done: true });
  await closed;
}, 5_000);
