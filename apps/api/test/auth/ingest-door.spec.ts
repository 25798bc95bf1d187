import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { OwnRequests } from '../../src/features/telemetry/own-requests';
import { startTestApplication } from '../setup/application';

const api = await startTestApplication();
afterAll(() => api.close());

/** Announces a body, sends none of it and waits for the first of the answer. */
async function announced(method: string, path: string, headers: string[]): Promise<string> {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  try {
    const lines = [`${method} ${path} HTTP/1.1`, 'host: x', 'content-length: 1000000', ...headers];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString();
  } finally {
    socket.destroy();
  }
}

const doors = [
  ['POST', routes.ingestMetrics, 'application/json', '{"code":16,'],
  ['POST', routes.ingestMetrics, 'application/x-protobuf', '\u0008\u0010'],
  ['POST', routes.ingestSessions, 'application/x-ndjson', '"status":401'],
  [
    'PUT',
    `${routes.ingestSessions}/6f1c2a52-30a4-4c37-9f6b-4f3d6f0b8f10`,
    'application/json',
    '"status":401',
  ],
  ['POST', routes.ingestMetrics.replace('metrics', '%6detrics'), 'application/json', '{"code":16,'],
] as const;

it.each(doors)('%s %s, %s: a stranger is turned away before the body', async (method, path, type, body) => {
  for (const token of [[], ['authorization: Bearer wrong'], ['authorization: Basic eDp5']]) {
    const answer = await announced(method, path, [
      `content-type: ${type}`,
      'content-encoding: gzip',
      ...token,
    ]);
    expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 401 Unauthorized');
    expect(answer).toContain(body);
  }
});

it('counts whom it turned away as any other refusal', async () => {
  const own = async () => {
    await api.app.get(OwnRequests).write();
    const [row] = await api.database.dataSource.query(
      `SELECT sum(client_errors)::int AS n FROM request_minutes WHERE service = 'watchroom-api'`,
    );
    return (row as { n: number }).n;
  };
  const before = await own();
  await fetch(api.url + routes.ingestMetrics, { method: 'POST', body: 'x' });
  expect(await own()).toBe(before + 1);
});
