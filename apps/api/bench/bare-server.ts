import { createSecretKey } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';
import Fastify from 'fastify';

/** What the bench asks this process to serve: bodies by path, for tokens signed with the secret. */
export interface BareOrder {
  secret: string;
  bodies: Record<string, string>;
}

// The reference: the least that a signed-in route with this body can cost on this machine, today.
process.once('message', (order: BareOrder) => void serve(order));
process.once('disconnect', () => process.exit(0));

async function serve({ secret, bodies }: BareOrder): Promise<void> {
  const key = createSecretKey(Buffer.from(secret, 'utf8'));
  const jwt = new JwtService({ secretOrKeyProvider: () => key });
  const fastify = Fastify();
  fastify.addHook('onRequest', async (request, reply) => {
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    try {
      jwt.verify(token, { algorithms: ['HS256'] });
    } catch {
      await reply.status(401).send();
    }
  });
  for (const [path, body] of Object.entries(bodies)) {
    const answer: unknown = JSON.parse(body);
    fastify.get(path, () => answer);
  }
  process.send?.({ url: await fastify.listen({ host: '127.0.0.1', port: 0 }) });
}
