import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestApplication, type TestApplication } from '../setup/application';
import { otlpJson, post } from './otlp-payload';

let test: TestApplication;
beforeAll(async () => {
  test = await startTestApplication();
  test.app.useLogger(false);
});
afterAll(() => test.close());

const body = () => otlpJson({ atMs: Date.now(), counts: [1, 0, 0, 0, 0] });
const signed = () => ({ 'content-type': 'application/json', authorization: `Bearer ${test.ingestToken}` });

it('refuses a sender without the token, as a Status, before its body is read', async () => {
  const unsigned = await post(test.app, body());
  expect([unsigned.statusCode, unsigned.json()]).toEqual([401, { code: 16, message: expect.any(String) }]);
  const garbage = await post(test.app, 'no json', {
    'content-type': 'application/json',
    authorization: 'Bearer wrong',
  });
  expect(garbage.statusCode).toBe(401);
  expect((await post(test.app, body(), signed())).statusCode).toBe(200);
});

it('answers 503 with a short Retry-After when the points cannot be stored, and takes the resend', async () => {
  const { dataSource } = test.database;
  const request = body();
  await dataSource.query('ALTER TABLE metric_points RENAME TO hidden');
  const broken = await post(test.app, request, signed());
  await dataSource.query('ALTER TABLE hidden RENAME TO metric_points');
  expect([broken.statusCode, broken.headers['retry-after'], broken.json()]).toEqual([
    503,
    '2',
    { code: 14, message: expect.any(String) },
  ]);
  expect((await post(test.app, request, signed())).statusCode).toBe(200);
  expect(await dataSource.query('SELECT count(*)::int AS n FROM metric_points')).toEqual([{ n: 2 }]);
});

it('answers 503 when the connection to the database is gone, and heals', async () => {
  const name = new URL(test.database.url).pathname.slice(1);
  const server = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await server.connect();
  await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  const answer = await post(test.app, body(), signed());
  await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  await server.end();
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
  expect((await post(test.app, body(), signed())).statusCode).toBe(200);
});
