import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, type ProblemAnswer } from './problem';

/** The one door through which a failure becomes HTTP. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const answer = problemOf(error, request.id);
    if (answer.body.status >= 500 && !(error instanceof HttpException)) this.report(error, answer, request);
    if (reply.sent) return;
    void reply
      .status(answer.body.status)
      .headers(answer.headers)
      .type('application/problem+json')
      .send(JSON.stringify(answer.body));
  }

  private report(error: unknown, { body }: ProblemAnswer, request: FastifyRequest): void {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const line = `${request.method} ${request.routeOptions.url ?? 'no route'} → ${body.status} (${request.id}): ${what}`;
    if (body.status === 503) this.log.warn(line.split('\n')[0]);
    else this.log.error(line);
  }
}
