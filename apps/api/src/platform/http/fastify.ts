import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { keepDeadlines } from './answer-deadline';
import { jsonDepth } from './json-depth';
import { refuseAddress, refuseConnection } from './refusals';
import { endUnusedConnections } from './unused-connections';

const BODY_LIMIT_BYTES = 1024 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const DEEPEST_JSON = 32;

/** Fastify with time-outs and request ids of our own; only proxies that are named may speak for their callers. */
export function createAdapter(trustedProxies: readonly string[] = []): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    genReqId: () => randomUUID(),
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseConnection,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
  });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set on a page: it gets the headers of helmet. */
    helmet?: Record<string, never>;
  }
}

/** What is no page may neither be shown nor run nor be read by one of another site. */
const HEADERS_OF_NO_PAGE = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** What every request passes: deadlines, security headers, cookies, compression, the JSON parser. */
export async function equip(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  endUnusedConnections(fastify);
  keepDeadlines(fastify);
  await secureHeaders(app);
  await app.register(cookie);
  await app.register(compress, { global: true, threshold: 1024, encodings: ['br', 'gzip'] });
  parseJsonWithin(fastify, DEEPEST_JSON);
}

/** Helmet's many headers for routes that say `helmet: {}` in their configuration, as pages do; few for all others. */
async function secureHeaders(app: NestFastifyApplication): Promise<void> {
  await app.register(helmet, {
    global: false,
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false, // the origin that ends TLS decides this
  });
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.helmet === undefined) reply.headers(HEADERS_OF_NO_PAGE);
    done();
  });
}

function parseJsonWithin(fastify: FastifyInstance, deepest: number): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']); // nobody sends text here: 415
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body as string;
    if (jsonDepth(text) <= deepest) return parse(request, text, done);
    done(
      Object.assign(new Error(`JSON nests deeper than ${deepest} levels.`), { statusCode: 400 }),
      undefined,
    );
  });
}
