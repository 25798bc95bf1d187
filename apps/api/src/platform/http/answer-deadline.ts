import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../core/domain-error';
import { inTime } from '../deadline';

/** From the whole question to the last answer of the database. */
const DATABASE_MS = 4_300;
/** From the whole question to the answer, whatever holds it up. */
const ANSWER_MS = 4_700;
/** From the head of a question to the end of its body: 8 MiB at 7 Mbit/s. */
const BODY_MS = 10_000;
const RETRY_AFTER_SECONDS = 2;

const TIMER = Symbol('what is due next');
type Timed = FastifyRequest & { [TIMER]?: NodeJS.Timeout };

/** No question is waited for without end, and no answer takes more than 5 s. To be called before the routes are made. */
export function keepDeadlines(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (hasBody(request)) within(BODY_MS, request, () => refuseSlowBody(reply));
    done();
  });
  fastify.addHook('preValidation', (request, reply, done) => {
    within(ANSWER_MS, request, () => giveUp(reply));
    inTime(DATABASE_MS, done);
  });
  fastify.addHook('onResponse', (request: Timed, _reply, done) => {
    clearTimeout(request[TIMER]);
    done();
  });
}

function within(ms: number, request: Timed, otherwise: () => void): void {
  clearTimeout(request[TIMER]);
  request[TIMER] = setTimeout(otherwise, ms).unref();
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

function refuseSlowBody(reply: FastifyReply): void {
  if (reply.sent) return;
  const detail = `The body was not here within ${BODY_MS / 1000} s. Send less at once.`;
  void reply.header('connection', 'close').send(Object.assign(new Error(detail), { statusCode: 408 }));
}

/** What was being done is still done or given up by itself: hence no promise that nothing was changed. */
function giveUp(reply: FastifyReply): void {
  if (reply.sent || reply.raw.headersSent) return;
  const detail = 'Watchroom could not answer in time. Send it again: nothing counts twice.';
  void reply.send(new DomainError('unavailable', detail, { retryAfterSeconds: RETRY_AFTER_SECONDS }));
}
