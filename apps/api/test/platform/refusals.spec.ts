import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { startTestApplication, type TestApplication } from '../setup/application';

let api: TestApplication;
beforeAll(async () => {
  api = await startTestApplication();
});
afterAll(() => api.close());

/** What a server says to these bytes until it ends the connection. */
function answerTo(bytes: string): Promise<string> {
  const { hostname, port } = new URL(api.url);
  return new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
    socket.once('error', (error) => (heard === '' ? reject(error) : resolve(heard)));
    socket.once('close', () => resolve(heard));
  });
}

const problem = (status: number, detail: RegExp) => ({
  status,
  title: expect.any(String),
  detail: expect.stringMatching(detail),
  instance: expect.any(String),
});

it.each([
  ['an address that cannot be read', 'GET /api/admin/metrics/% HTTP/1.1', 400, /hex digits/],
  ['too long an address', `GET /${'a'.repeat(20_000)} HTTP/1.1`, 431, /16 KiB/],
  ['what is no HTTP', 'HELO there', 400, /no HTTP/],
])('refuses %s as problem+json', async (_what, line, status, detail) => {
  const answer = await answerTo(`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`);
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} [\\s\\S]*content-type: application/problem\\+json`));
  expect(JSON.parse(body)).toEqual(problem(status, detail));
});

it.each([
  ['{}', /^email must be an e-mail address$/],
  ['{"email":"a@example.org"}', /^password must be a string$/],
  ['[]', /must be one JSON object/],
  ['null', /must be one JSON object/],
  ['{"__proto__":{}}', /__proto__/],
])('says first what kind of value is missing: %s', async (payload, detail) => {
  const answer = await api.app.inject({
    method: 'POST',
    url: routes.login,
    headers: { 'content-type': 'application/json' },
    payload,
  });
  expect(answer.json()).toMatchObject(problem(400, detail));
});

it.each(['abc', '1.5', 'null'])('says that hours must be a whole number: %s', async (hours) => {
  const { headers } = await api.signIn('SYSTEM_MONITOR');
  const answer = await api.app.inject({ url: `${routes.errorTrend}?hours=${hours}`, headers });
  expect(answer.json()).toMatchObject(problem(400, /^hours must be a whole number$/));
});

it('says that one session is no NDJSON', async () => {
  const answer = await api.app.inject({
    method: 'PUT',
    url: `${routes.ingestSessions}/0c0d2dda-f21d-4cf9-ab56-86bf3c407ffa`,
    headers: { authorization: `Bearer ${api.ingestToken}`, 'content-type': 'application/x-ndjson' },
    payload: '{}',
  });
  expect(answer.json()).toMatchObject(problem(400, /one JSON object, sent as application\/json/));
});
