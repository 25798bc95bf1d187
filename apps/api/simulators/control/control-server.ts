import { createHash, timingSafeEqual } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { INCIDENTS, INCIDENT_NAMES, isIncidentName } from '../incidents/incident-kinds';
import type { IncidentDirector } from '../incidents/incident-director';

/** The doors of the demo's command: what plays, begin one, end all. Only for bearers of `token`. */
export function createControlServer(director: IncidentDirector, token: string): FastifyInstance {
  const server = fastify({ logger: false, bodyLimit: 10_000 });
  server.addHook('onRequest', async (request, reply) => {
    if (!isSame(request.headers.authorization ?? '', `Bearer ${token}`))
      await fault(reply, 401, 'The demo did not accept the token of its control file.');
  });
  server.get('/incidents', () => director.overview());
  server.delete('/incidents', () => {
    director.endAll();
    return director.overview();
  });
  server.post('/incidents', async (request, reply) => {
    const { name, seconds } = (request.body ?? {}) as { name?: unknown; seconds?: unknown };
    if (!isIncidentName(name)) return fault(reply, 400, `name must be one of ${INCIDENT_NAMES.join(', ')}.`);
    const { usualSeconds, longestSeconds } = INCIDENTS[name];
    const length = seconds ?? usualSeconds;
    if (typeof length !== 'number' || !Number.isInteger(length) || length < 1 || length > longestSeconds)
      return fault(reply, 400, `${name} can last from 1 to ${longestSeconds} seconds.`);
    director.play(name, length);
    return director.overview();
  });
  return server;
}

const fault = (reply: FastifyReply, status: number, detail: string) => reply.code(status).send({ detail });

const digest = (text: string) => createHash('sha256').update(text).digest();
const isSame = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
