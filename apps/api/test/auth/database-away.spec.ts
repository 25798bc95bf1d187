import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { createApplication } from '../../src/application';
import { readServingConfig } from '../../src/platform/config/read-config';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Tokens } from '../../src/auth/tokens';

let app: NestFastifyApplication;
beforeAll(async () => {
  const config = readServingConfig(
    {
      DATABASE_URL: 'postgresql://nobody:nothing@127.0.0.1:1/nowhere',
      JWT_SECRET: 'signing-key-of-the-tests-0123456789',
      INGEST_TOKEN: 'ingest-token-of-the-tests',
      ADMIN_EMAIL: 'first@watchroom.test',
      ADMIN_PASSWORD: 'the-first-password',
    },
    '/nowhere',
  );
  app = await createApplication(config, '/nowhere');
  app.useLogger(false);
  await app.init();
});
afterAll(() => app.close());

it('answers 503 to a sign-in, never 401', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: routes.login,
    payload: { email: 'first@watchroom.test', password: 'the-first-password' },
  });
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
});

it('answers 503 to a token that may well be alive, 401 to one that is forged', async () => {
  const id = '0190a3f0-0000-7000-8000-00000000abcd';
  const token = app.get(Tokens).issue({ id, adminId: id, expiresAt: new Date(Date.now() + 60_000) });
  const ask = (bearer: string) =>
    app.inject({ url: routes.me, headers: { authorization: `Bearer ${bearer}` } });
  expect((await ask(token)).statusCode).toBe(503);
  expect((await ask(`${token.slice(0, -4)}AAAA`)).statusCode).toBe(401);
});
