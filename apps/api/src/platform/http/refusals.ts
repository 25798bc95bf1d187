import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem';

/** An address that no router can read never reaches the filter: it is refused in the same words. */
export function refuseAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { body, headers } = problemOf(error, request.id);
  void reply.status(body.status).headers(headers).type('application/problem+json').send(JSON.stringify(body));
}

/** What Node refuses before there is a request, by its code. */
const REFUSALS: Record<string, { statusCode: number; message: string }> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    statusCode: 408,
    message: 'The request did not arrive in time. Send it again, faster.',
  },
  HPE_HEADER_OVERFLOW: {
    statusCode: 431,
    message: 'The address and the headers are larger than 16 KiB together. Send fewer or shorter ones.',
  },
};

const NOT_HTTP = { statusCode: 400, message: 'This is no HTTP/1.1 request that can be read.' };

/** Answers a connection whose request could not be read, and ends it. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return; // nobody is left to be told
  if (socket.writable) socket.write(refusalOf(error.code ?? ''));
  socket.destroy(error);
}

function refusalOf(code: string): string {
  const { body } = problemOf(REFUSALS[code] ?? NOT_HTTP, randomUUID());
  const text = JSON.stringify(body);
  return [
    `HTTP/1.1 ${body.status} ${STATUS_CODES[body.status]}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(text)}`,
    'cache-control: no-store',
    'connection: close',
    '',
    text,
  ].join('\r\n');
}
