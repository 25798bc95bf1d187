import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ADMIN_COOKIE } from '@watchroom/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const STYLES = "style-src 'self'";

/** Serves the built page; every address below /admin answers with it, so that deep links reload. */
export async function servePage(
  app: NestFastifyApplication,
  directory: string,
  isSimulated: boolean,
): Promise<void> {
  const file = join(directory, 'index.html');
  if (!existsSync(file)) return;
  await app.register(fastifyStatic, {
    root: directory,
    wildcard: false,
    index: false,
    globIgnore: ['index.html', '**/*.br', '**/*.gz', '**/*.map'], // none is built; an older one may lie about
    preCompressed: true,
    setHeaders: (reply, path) => {
      const cache = path.includes('/assets/') ? IMMUTABLE : 'no-cache';
      (reply as unknown as FastifyReply).header('cache-control', cache);
    },
  });
  const simulated = `name="simulated" content="${isSimulated ? 'yes' : 'no'}"`;
  const html = readFileSync(file, 'utf8').replace('name="simulated" content="unknown"', simulated);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.get('/', (_request, reply) => reply.redirect('/admin/dashboard', 302));
  for (const path of ['/admin', '/admin/*'])
    fastify.get(path, { config: { helmet: {} } }, (request, reply) => sendPage(html, request, reply));
}

/** The page is told what it cannot see: the nonce of its styles, and whether an admin's cookie came along. */
function sendPage(html: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const nonce = randomBytes(16).toString('base64url');
  const cookie = request.cookies[ADMIN_COOKIE] === undefined ? 'absent' : 'maybe';
  const policy = String(reply.getHeader('content-security-policy') ?? '');
  return reply
    .header('content-security-policy', policy.replace(STYLES, `${STYLES} 'nonce-${nonce}'`))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(
      html
        .replace('name="csp-nonce" content=""', `name="csp-nonce" content="${nonce}"`)
        .replace('<style nonce="">', `<style nonce="${nonce}">`)
        .replace('name="admin-cookie" content="maybe"', `name="admin-cookie" content="${cookie}"`),
    );
}
