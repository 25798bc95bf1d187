import type { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, it } from '@jest/globals';
import { OwnRequests } from '../../src/features/telemetry/own-requests';
import { Replica } from '../../src/platform/replica';
import { startTestApplication, type TestApplication } from '../setup/application';
import { createTestDatabase, type TestDatabase } from '../setup/database';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

const own = async ({ dataSource }: TestDatabase, replica: string) => {
  const [row] = await dataSource.query(
    `SELECT sum(requests)::int AS requests, sum(errors)::int AS errors, sum(client_errors)::int AS "clientErrors"
     FROM request_minutes WHERE service = 'watchroom-api' AND instance = $1`,
    [replica],
  );
  return row as { requests: number | null; errors: number; clientErrors: number };
};

async function started(): Promise<{ test: TestApplication; replica: string; database: TestDatabase }> {
  const database = await createTestDatabase();
  const test = await startTestApplication({}, { database });
  opened.push({ close: () => database.drop() });
  return { test, replica: test.app.get(Replica).id, database };
}

it('counts what the API answers, but no probes, and writes the rest when it ends', async () => {
  const { test, replica, database } = await started();
  await test.app.get(OwnRequests).write();
  expect(await own(database, replica)).toEqual({ requests: 0, errors: 0, clientErrors: 0 });

  for (const path of ['/api/auth/me', '/api/nowhere', '/health/live', '/nowhere'])
    await fetch(test.url + path);
  await test.close();

  expect(await own(database, replica)).toEqual({ requests: 2, errors: 0, clientErrors: 2 });
});

const WAITING =
  'POST /api/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{';

it.each<[string, (reader: Socket, answer: ServerResponse) => unknown, object]>([
  ['is left', (reader) => reader.destroy(), { errors: 0, clientErrors: 1 }],
  [
    'is left in the middle of its connection',
    (reader) => reader.resetAndDestroy(),
    { errors: 0, clientErrors: 1 },
  ],
  ['we break off', (_, answer) => answer.destroy(), { errors: 1, clientErrors: 0 }],
  ['we break off with the connection', (_, { socket }) => socket!.destroy(), { errors: 1, clientErrors: 0 }],
])('counts an answer that %s', async (_, end, counted) => {
  const { test, replica, database } = await started();
  const reader = connect(Number(new URL(test.url).port), '127.0.0.1').on('error', () => undefined);
  await once(reader, 'connect');
  reader.write(WAITING);
  const [, answer] = (await once(test.app.getHttpServer(), 'request')) as [unknown, ServerResponse];
  end(reader, answer);
  await once(answer, 'close');
  await test.close();

  expect(await own(database, replica)).toEqual({ requests: 1, ...counted });
});

it('keeps its minutes while the database is away and writes them later', async () => {
  const { test, replica, database } = await started();
  const ownRequests = test.app.get(OwnRequests);
  await ownRequests.write();
  const hide = (from: string, to: string) => database.dataSource.query(`ALTER TABLE ${from} RENAME TO ${to}`);
  await hide('request_minutes', 'hidden');
  await fetch(`${test.url}/api/nowhere`);
  await ownRequests.write();
  await hide('hidden', 'request_minutes');
  await ownRequests.write();
  expect(await own(database, replica)).toEqual({ requests: 1, errors: 0, clientErrors: 1 });
  await test.close();
});

it('counts each request once with several replicas, however often they write', async () => {
  const database = await createTestDatabase();
  opened.push({ close: () => database.drop() });
  const replicas = await Promise.all([1, 2, 3].map(() => startTestApplication({}, { database })));
  const ids = replicas.map(({ app }) => app.get(Replica).id);
  for (const [i, { url }] of replicas.entries())
    for (let n = 0; n <= i; n++) await fetch(`${url}/api/nowhere`);
  for (let n = 0; n < 3; n++) await Promise.all(replicas.map(({ app }) => app.get(OwnRequests).write()));
  await Promise.all(replicas.map((each) => each.close()));

  expect(new Set(ids).size).toBe(3);
  expect(await Promise.all(ids.map(async (id) => (await own(database, id)).requests))).toEqual([1, 2, 3]);
});
