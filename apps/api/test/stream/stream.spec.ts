import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { type CurrentMetrics, routes } from '@watchroom/contracts';
import { AdminAccounts } from '../../src/auth/admin-accounts';
import { CurrentMetricsService } from '../../src/features/metrics/current-metrics.service';
import { MOST_STREAMS_OF_ONE } from '../../src/features/metrics/stream/places';
import {
  startTestApplication,
  TEST_INGEST_TOKEN,
  type TestApplication,
  type TestSignIn,
} from '../setup/application';
import { Listening } from './listening';

/** Answers are due within 5 s; a stream is none. */
const LONGER_THAN_AN_ANSWER_MS = 5_500;

let watchroom: TestApplication;
let monitor: TestSignIn;
let readings = 0;
const open: Listening[] = [];

beforeAll(async () => {
  watchroom = await startTestApplication();
  monitor = await watchroom.signIn('SYSTEM_MONITOR');
  const current = watchroom.app.get(CurrentMetricsService, { strict: false });
  const newest = current.newest.bind(current);
  current.newest = () => {
    readings++;
    return newest();
  };
});
afterEach(() => {
  for (const listening of open.splice(0)) listening.leave();
});
afterAll(() => watchroom.close());

async function listen(admin = monitor, url = watchroom.url): Promise<Listening> {
  const listening = await Listening.open(url + routes.metricsStream, admin.headers);
  open.push(listening);
  return listening;
}

const startSession = (url = watchroom.url) =>
  fetch(`${url}${routes.ingestSessions}/${randomUUID()}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${TEST_INGEST_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ counselor_category: 'Anxiety', start_time: new Date().toISOString() }),
  });

const active = ({ body }: { body: CurrentMetrics }): number => body.active_sessions_count ?? NaN;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('begins with the body of /current, and with nothing that could hold it back', async () => {
  const listening = await listen();
  const { name, body } = await listening.until(() => true);
  const asked = await fetch(watchroom.url + routes.currentMetrics, { headers: monitor.headers });
  expect(name).toBe('current');
  expect(Object.keys(body)).toEqual(Object.keys((await asked.json()) as object));
  expect(Object.fromEntries(listening.answer.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'private, no-cache, no-transform',
    'x-accel-buffering': 'no',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  });
  expect(listening.answer.headers.get('content-encoding')).toBeNull();
  expect(Number(listening.hints[0])).toBeGreaterThanOrEqual(2_000);
});

it('tells a session that starts within a second, to everybody, and at most one event a second', async () => {
  const listening = await Promise.all([listen(), listen(), listen()]);
  const before = active(await listening[0]!.until(() => true));
  for (let started = 1; started <= 4; started++) {
    expect((await startSession()).status).toBe(204);
    const storedAt = performance.now();
    for (const one of listening) {
      const { atMs } = await one.until((event) => active(event) === before + started);
      expect(atMs - storedAt).toBeLessThan(1_300); // one second, and a busy machine
    }
    await pause(130 * started);
  }
  for (const { events } of listening)
    for (const [index, { atMs }] of events.entries())
      if (index > 0) expect(atMs - events[index - 1]!.atMs).toBeGreaterThan(850); // a second where it was sent
});

it('outlives the time in which an answer is due', async () => {
  const listening = await listen();
  const before = active(await listening.until(() => true));
  await pause(LONGER_THAN_AN_ANSWER_MS);
  await startSession();
  await listening.until((event) => active(event) === before + 1);
});

it('reads once for all who listen, and nothing while nobody does', async () => {
  const listening = await Promise.all(Array.from({ length: MOST_STREAMS_OF_ONE }, () => listen()));
  await Promise.all(listening.map((one) => one.until(() => true)));
  const before = readings;
  await pause(2_000);
  expect(readings - before).toBeGreaterThanOrEqual(2);
  expect(readings - before).toBeLessThanOrEqual(5);
  for (const one of listening) one.leave();
  await pause(1_000);
  const after = readings;
  await pause(1_500);
  expect(readings).toBe(after);
});

it.each<[string, (admin: TestSignIn) => Promise<unknown>]>([
  ['signed out', ({ headers }) => fetch(watchroom.url + routes.logout, { method: 'POST', headers })],
  ['disabled', ({ email }) => watchroom.app.get(AdminAccounts, { strict: false }).disable(email, new Date())],
  [
    'given another role',
    ({ email }) => watchroom.app.get(AdminAccounts, { strict: false }).setRole(email, 'CONTENT_MANAGER'),
  ],
])('ends within seconds for an admin who is %s, and for nobody else', async (_, change) => {
  const admin = await watchroom.signIn('SUPER_ADMIN');
  const [theirs, other] = [await listen(admin), await listen()];
  await theirs.until(() => true);
  await change(admin);
  await theirs.untilOver(5_000);
  expect(theirs.comments).toContain('this sign-in has ended');
  expect(other.isOver).toBe(false);
});

it('refuses one stream too many with 503, and has room again once one is closed', async () => {
  const admin = await watchroom.signIn('SYSTEM_MONITOR');
  const held = await Promise.all(Array.from({ length: MOST_STREAMS_OF_ONE }, () => listen(admin)));
  const refused = await fetch(watchroom.url + routes.metricsStream, { headers: admin.headers });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
  expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('You have 20 streams open') });
  expect((await listen()).answer.status).toBe(200);
  held[0]!.leave();
  const deadline = performance.now() + 5_000;
  let status = 503;
  while (status === 503 && performance.now() < deadline) status = (await listen(admin)).answer.status;
  expect(status).toBe(200);
});

it('answers HEAD without staying open', async () => {
  const answer = await fetch(watchroom.url + routes.metricsStream, {
    method: 'HEAD',
    headers: monitor.headers,
  });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
  ]);
});

it('ends with the application, also towards somebody who reads nothing', async () => {
  const replica = await startTestApplication({}, { database: watchroom.database });
  const listening = await listen(monitor, replica.url);
  const { hostname, port } = new URL(replica.url);
  const deaf = connect(Number(port), hostname).pause();
  deaf.on('error', () => undefined);
  deaf.write(`GET ${routes.metricsStream} HTTP/1.1\r\nhost: x\r\ncookie: ${monitor.cookie}\r\n\r\n`);
  await listening.until(() => true);
  await once(deaf, 'readable');
  const endedAt = performance.now();
  await replica.close();
  expect(performance.now() - endedAt).toBeLessThan(3_000);
  await listening.untilOver(1_000);
  expect(listening.comments).toContain('this replica stops');
  deaf.destroy();
});
