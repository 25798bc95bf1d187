import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { routes } from '@watchroom/contracts';
import { acceptRawBodies, keepBodyRaw, restoreContentType } from '../../../platform/http/raw-body';
import { MOST_SENT_BYTES } from './otlp-body';
import { OtlpFilter } from './otlp.filter';

/**
 * Gives the OTLP route what no other route has: a body that nobody parses or decompresses before sign-in, a limit of
 * its own, and refusals of Fastify's as OTLP wants them. To be called before Nest registers its routes.
 */
export function prepareOtlpRoute(fastify: FastifyInstance): void {
  acceptRawBodies(fastify);
  const filter = new OtlpFilter();
  fastify.addHook('onRoute', (route) => {
    if (route.url !== routes.ingestMetrics) return;
    route.bodyLimit = MOST_SENT_BYTES;
    keepBodyRaw(route);
    route.preHandler = (request, _reply, done) => {
      restoreContentType(request);
      done();
    };
    route.errorHandler = (error, request: FastifyRequest, reply: FastifyReply) => {
      restoreContentType(request);
      filter.answer(error, request, reply);
    };
  });
}
