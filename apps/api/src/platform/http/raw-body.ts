import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { DomainError } from '../../core/domain-error';

/** Under this name a body passes Fastify as bytes. */
const RAW = 'application/x.watchroom-raw';
const CONTENT_TYPE = Symbol('content type as sent');

type RawRequest = FastifyRequest & { [CONTENT_TYPE]?: string };

/** To be called before `keepBodyRaw`; a second call changes nothing. */
export function acceptRawBodies(fastify: FastifyInstance): void {
  if (fastify.hasContentTypeParser(RAW)) return;
  fastify.addContentTypeParser(RAW, { parseAs: 'buffer' }, (request: RawRequest, body, done) => {
    if (CONTENT_TYPE in request) return done(null, body);
    done(new DomainError('unsupported_media', 'This content type is not known here.'), undefined);
  });
}

/**
 * Gives a route what no other route has: a body of any content type that nobody parses or decompresses.
 * @param before refuses by throwing, before the body is read
 */
export function keepBodyRaw(
  route: RouteOptions,
  before: (request: FastifyRequest) => void = () => undefined,
): void {
  // in place of the decompression of all other routes
  route.preParsing = (request: RawRequest, _reply, payload, done) => {
    try {
      before(request);
    } catch (error) {
      return done(error as DomainError);
    }
    request[CONTENT_TYPE] = request.headers['content-type'];
    request.headers['content-type'] = RAW;
    done(null, payload);
  };
}

/** Gives a request its content type back. */
export function restoreContentType(request: RawRequest): void {
  if (CONTENT_TYPE in request) request.headers['content-type'] = request[CONTENT_TYPE];
}
