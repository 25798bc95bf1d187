import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../core/domain-error';
import { AppConfig } from '../platform/config/config';
import { sameSecret } from '../platform/same-secret';
import { bearerOf } from './bearer';

const INGEST = '/api/ingest/';

/** Whether a request may report: the guard asks for each route that is marked so, the door before a body is read. */
@Injectable()
export class IngestDoor {
  constructor(private readonly config: AppConfig) {}

  /** @throws DomainError 'unauthenticated' without the ingest token. */
  admit(request: Parameters<typeof bearerOf>[0]): true {
    const token = bearerOf(request);
    if (token !== null && sameSecret(token, this.config.secrets.ingest ?? '')) return true;
    throw new DomainError('unauthenticated', 'Send INGEST_TOKEN as "Authorization: Bearer …".');
  }

  /**
   * Turns strangers away before their body is read and decompressed: guards run only after that. By the route that
   * was found, not by the address as it was written; `preParsing`, since requests are counted in `onRequest`.
   */
  stand(fastify: FastifyInstance): void {
    fastify.addHook('preParsing', (request, _reply, payload, done) => {
      if (request.routeOptions.url?.startsWith(INGEST) === true) {
        try {
          this.admit(request);
        } catch (error) {
          return done(error as DomainError);
        }
      }
      done(null, payload);
    });
  }
}
