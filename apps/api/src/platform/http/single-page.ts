import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';

const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Serves the built page; every address that is no file and no API answers with it, so that deep links reload. */
export async function servePage(app: NestFastifyApplication, directory: string): Promise<void> {
  if (!existsSync(join(directory, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: directory,
    wildcard: false,
    index: false,
    setHeaders: (reply, path) => {
      const cache = path.includes('/assets/') ? IMMUTABLE : 'no-cache';
      (reply as unknown as FastifyReply).header('cache-control', cache);
    },
  });
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.get('/', (_request, reply) => reply.redirect('/admin/dashboard', 302));
  for (const path of ['/admin', '/admin/*'])
    fastify.get(path, (_request, reply) => reply.header('cache-control', 'no-cache').sendFile('index.html'));
}
