import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { Snapshot } from './snapshot';

/** Sends a snapshot's bytes as they are, or 304 to a caller that already has them. */
export class SnapshotInterceptor implements NestInterceptor<Snapshot<unknown>, string | undefined> {
  intercept(context: ExecutionContext, next: CallHandler<Snapshot<unknown>>): Observable<string | undefined> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(map((snapshot) => deliver(snapshot, request, reply)));
  }
}

function deliver(
  { json, etag }: Snapshot<unknown>,
  request: FastifyRequest,
  reply: FastifyReply,
): string | undefined {
  void reply.header('etag', etag).header('cache-control', 'private, no-cache');
  const known = request.headers['if-none-match'];
  if (known !== undefined && known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)) {
    void reply.status(304);
    return undefined;
  }
  void reply.type('application/json; charset=utf-8');
  return json;
}
