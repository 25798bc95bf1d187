import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../../core/domain-error';
import { problemOf } from '../../../platform/http/problem';
import { encodeStatus, encodingOf } from './otlp-answer';

const RETRY_AFTER_SECONDS = 2;

/**
 * A failure as OTLP wants it: a Status in the encoding of the request. A sender gives up for good on 500, so that
 * what nobody expected is answered like a database that is away: 503, try again soon.
 */
@Catch()
export class OtlpFilter implements ExceptionFilter {
  private readonly log = new Logger('Otlp');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    let { body, headers } = problemOf(error, request.id);
    if (body.status === 500) {
      this.log.error(`${request.id}: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}`);
      const unavailable = new DomainError('unavailable', 'Nothing was stored. Try again.', {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
      ({ body, headers } = problemOf(unavailable, request.id));
    } else if (body.status === 503) this.log.warn(`${request.id}: ${body.detail}`);
    if (reply.sent) return;
    const encoding = encodingOf(request.headers['content-type']) ?? 'application/json';
    void reply.status(body.status).headers(headers).type(encoding).send(encodeStatus(body, encoding));
  }
}
