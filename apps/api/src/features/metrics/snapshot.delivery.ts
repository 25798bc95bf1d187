import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Snapshot } from './snapshot';

/**
 * Sends a snapshot's bytes as they are, or 304 to a caller that already has them. To be called before the routes are
 * registered. A hook of Fastify's, for an interceptor of Nest's costs as much as the rest of such an answer.
 */
export function deliverSnapshots(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', (request, reply, payload, done) => {
    if (payload instanceof Snapshot) deliver(payload, request, reply);
    done(null, payload);
  });
}

function deliver({ json, etag }: Snapshot<unknown>, request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('etag', etag).header('cache-control', 'private, no-cache');
  const known = request.headers['if-none-match'];
  if (known !== undefined && known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)) {
    void reply.status(304).removeHeader('content-type').serializer(nothing);
  } else void reply.serializer(() => json);
}

/** Fastify sends no body and no length for this; its types know strings only. */
const nothing = (): string => undefined as unknown as string;
