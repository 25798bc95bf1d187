import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { routes } from '@watchroom/contracts';
import { DomainError } from '../../../core/domain-error';
import { MOST_SENT_BYTES } from './otlp-body';
import { OtlpFilter } from './otlp.filter';

/** Under this name the body passes Fastify as bytes, to be read after the guards have let the sender in. */
const RAW = 'application/x.watchroom-otlp';
const CONTENT_TYPE = Symbol('content type as sent');

type OtlpRequest = FastifyRequest & { [CONTENT_TYPE]?: string };

/**
 * Gives the OTLP route what no other route has: a body that nobody parses or decompresses before sign-in, a limit of
 * its own, and refusals of Fastify's as OTLP wants them. To be called before Nest registers its routes.
 */
export function prepareOtlpRoute(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(RAW, { parseAs: 'buffer' }, (request, body, done) => {
    if (request.routeOptions.url === routes.ingestMetrics) return done(null, body);
    done(new DomainError('unsupported_media', 'This content type is not known here.'), undefined);
  });
  const filter = new OtlpFilter();
  fastify.addHook('onRoute', (route) => {
    if (route.url !== routes.ingestMetrics) return;
    route.bodyLimit = MOST_SENT_BYTES;
    route.preParsing = hideContentType; // in place of the decompression of all other routes
    route.preHandler = restoreContentType;
    route.errorHandler = (error, request: OtlpRequest, reply: FastifyReply) => {
      if (request[CONTENT_TYPE] !== undefined) request.headers['content-type'] = request[CONTENT_TYPE];
      filter.answer(error, request, reply);
    };
  });
}

function hideContentType(
  request: OtlpRequest,
  _reply: FastifyReply,
  payload: unknown,
  done: (error: null, payload: never) => void,
) {
  request[CONTENT_TYPE] = request.headers['content-type'];
  request.headers['content-type'] = RAW;
  done(null, payload as never);
}

function restoreContentType(request: OtlpRequest, _reply: FastifyReply, done: () => void) {
  request.headers['content-type'] = request[CONTENT_TYPE];
  done();
}
