import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type CategoryMetrics, type Problem, routes } from '@watchroom/contracts';
import { randomUUID } from 'node:crypto';
import { SessionHourRepository } from '../../src/storage/session-hours/session-hour.repository';
import { LeaseLeadership } from '../../src/platform/lease/lease.leadership';
import { startTestApplication, type TestApplication, type TestSignIn } from '../setup/application';

const HOUR_MS = 3_600_000;
const THIS_HOUR = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
let watchroom: TestApplication;
let monitor: TestSignIn;
beforeAll(async () => {
  watchroom = await startTestApplication();
  monitor = await watchroom.signIn('SYSTEM_MONITOR');
});
afterAll(() => watchroom.close());

const report = (category: string, hoursAgo: number, level?: string) =>
  fetch(`${watchroom.url}${routes.ingestSessions}/${randomUUID()}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${watchroom.ingestToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      counselor_category: category,
      start_time: new Date(THIS_HOUR - hoursAgo * HOUR_MS).toISOString(),
      ...(level !== undefined && { quality_metrics: { connection_quality_average: level } }),
    }),
  });
const ask = (category: string, query = '') =>
  fetch(`${watchroom.url}${routes.categoryMetrics}/${encodeURIComponent(category)}${query}`, {
    headers: monitor.headers,
  });

it('has nothing to tell of a category that nobody reported, and says which there are', async () => {
  const first = await ask('Anxiety');
  expect([first.status, ((await first.json()) as Problem).detail]).toEqual([
    404,
    expect.stringContaining('none has been reported yet'),
  ]);
  await report('Grief/Loss', 3, 'good');
  const second = await ask('Anxiety');
  expect(((await second.json()) as Problem).detail).toContain('there are: Grief/Loss.');
});

it('counts the same from the rollup, from marked hours and from both together', async () => {
  await report('Anxiety', 26);
  for (const level of ['excellent', 'excellent', 'poor', undefined]) await report('Anxiety', 2, level);
  const marked = (await (await ask('Anxiety')).json()) as CategoryMetrics;
  const leadership = watchroom.app.get(LeaseLeadership, { strict: false });
  const hours = watchroom.app.get(SessionHourRepository, { strict: false });
  await leadership.renew();
  while ((await leadership.fenced((manager) => hours.fold(5, manager))) > 0);
  const folded = (await (await ask('Anxiety')).json()) as CategoryMetrics;
  expect(folded.points).toEqual(marked.points);
  expect(folded).toMatchObject({
    total_sessions: 4,
    sessions_with_quality: 3,
    connection_quality_distribution: { excellent: 66.7, good: 0, fair: 0, poor: 33.3 },
  });
  expect(folded.points.find(({ start }) => Date.parse(start) === THIS_HOUR - 2 * HOUR_MS)).toMatchObject({
    sessions: 4,
    quality: { excellent: 2, good: 0, fair: 0, poor: 1 },
  });
  await report('Anxiety', 2, 'fair');
  expect(((await (await ask('Anxiety')).json()) as CategoryMetrics).total_sessions).toBe(5);
  const other = (await (await ask('Grief/Loss')).json()) as CategoryMetrics;
  expect([other.category, other.total_sessions]).toEqual(['Grief/Loss', 1]);
});

it('refuses a range that is none', async () => {
  const answer = await ask('Anxiety', '?from=2030-01-01T00:00:00Z');
  expect([answer.status, ((await answer.json()) as Problem).errors?.[0]?.field]).toEqual([400, 'from']);
});
