import { setTimeout as pause } from 'node:timers/promises';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { lognormal, type Random } from '../chance/seeded-random';
import { USUAL } from './service-facts';

/** What incidents do to the service. */
export interface Mood {
  /** Share of requests that end with 503. */
  failing: number;
  /** Bounds of the response time in ms while the service is slow. */
  slowMs: { from: number; to: number } | null;
}

export const usualMood = (): Mood => ({ failing: USUAL.failing, slowMs: null });

const QUICK_FAILURE = 0.4;

/** The simulated counselling service: some routes whose answers say nothing, at realistic speed. */
export function createCounsellingApi(mood: Mood, random: Random): FastifyInstance {
  const service = fastify({ logger: false });
  const work = async (reply: FastifyReply, status: number) => {
    const fails = random() < mood.failing;
    const usualMs = lognormal(random, USUAL.medianMs, USUAL.spread);
    const slowMs = mood.slowMs && mood.slowMs.from + random() * (mood.slowMs.to - mood.slowMs.from);
    await pause(slowMs ?? (fails ? usualMs * QUICK_FAILURE : usualMs));
    return reply.code(fails ? 503 : status).send({ simulated: true });
  };
  service.get<{ Params: { id: string } }>('/rooms/:id', (request, reply) =>
    work(reply, request.params.id === UNKNOWN_ROOM ? 404 : 200),
  );
  service.get('/counsellors', (_, reply) => work(reply, 200));
  service.get('/profile', (_, reply) => work(reply, 200));
  service.post('/messages', (_, reply) => work(reply, 201));
  service.post('/sessions', (_, reply) => work(reply, 201));
  return service;
}

/** A room that the service does not know. */
export const UNKNOWN_ROOM = 'gone';
