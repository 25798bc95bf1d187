import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** A request that is on its way when the server closes still comes through. */
const GRACE_MS = 500;

/**
 * Browsers open connections ahead of need. One on which nothing was ever asked is not idle to Node, and a server that
 * closes would wait half a minute for its first request.
 */
export function endUnusedConnections(fastify: FastifyInstance): void {
  const open = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  fastify.addHook('preClose', (done) => {
    setTimeout(() => {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    }, GRACE_MS).unref();
    done();
  });
}
