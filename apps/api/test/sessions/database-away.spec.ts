import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { routes, type Problem } from '@watchroom/contracts';
import { startTestApplication, type TestApplication } from '../setup/application';

const report = { counselor_category: 'Anxiety', start_time: '2026-01-01T09:00:00Z' };

let api: TestApplication;
beforeAll(async () => {
  api = await startTestApplication();
  await api.app.get(DataSource).destroy();
});
afterAll(() => api.close());

it.each([
  ['one session', 'PUT', `${routes.ingestSessions}/${randomUUID()}`, 'application/json', report],
  ['a batch', 'POST', routes.ingestSessions, 'application/x-ndjson', { session_id: randomUUID(), ...report }],
] as const)(
  'answers %s with 503 and Retry-After while the database is away',
  async (_, method, url, type, body) => {
    const answer = await api.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${api.ingestToken}`, 'content-type': type },
      payload: JSON.stringify(body),
    });
    expect(answer.statusCode).toBe(503);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(3);
    expect(answer.json<Problem>().detail).toContain('nothing was changed');
  },
);
