import { setTimeout as pause } from 'node:timers/promises';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { lognormal, type Random } from '../chance/seeded-random';
import { paceAt, type RouteFacts, ROUTES, USUAL } from './service-facts';

/** What incidents do to the service. */
export interface Mood {
  /** Share of requests that end with 503; frail routes fail more often, others less. */
  failing: number;
  /** Bounds of the response time in ms while the service is slow. */
  slowMs: { from: number; to: number } | null;
}

export const usualMood = (): Mood => ({ failing: USUAL.failing, slowMs: null });

/** The simulated counselling service: some routes whose answers say nothing, at realistic speed. */
export function createCounsellingApi(mood: Mood, random: Random): FastifyInstance {
  const service = fastify({ logger: false });
  const work = async ({ medianMs, spread, frailty }: RouteFacts, status: number, reply: FastifyReply) => {
    const fails = random() < mood.failing * frailty;
    const usualMs = lognormal(random, medianMs * paceAt(Date.now()), spread);
    const slowMs = mood.slowMs && mood.slowMs.from + random() * (mood.slowMs.to - mood.slowMs.from);
    await pause(slowMs ?? (fails ? usualMs * USUAL.quickFailure : usualMs));
    return reply.code(fails ? 503 : status).send({ simulated: true });
  };
  for (const facts of ROUTES)
    service.route<{ Params: { id?: string } }>({
      method: facts.method,
      url: facts.route,
      handler: ({ params }, reply) => work(facts, params.id === UNKNOWN_ROOM ? 404 : facts.status, reply),
    });
  return service;
}

/** A room that the service does not know. */
export const UNKNOWN_ROOM = 'gone';
