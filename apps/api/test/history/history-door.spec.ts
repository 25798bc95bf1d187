import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type History, HISTORY_METRICS, type Problem, routes, SESSION_PROVIDERS } from '@watchroom/contracts';
import { RequestMinuteRepository } from '../../src/storage/request-minutes/request-minute.repository';
import { startTestApplication, type TestApplication, type TestSignIn } from '../setup/application';
import { aMinute } from './history-room';

let watchroom: TestApplication;
let monitor: TestSignIn;
beforeAll(async () => {
  watchroom = await startTestApplication();
  monitor = await watchroom.signIn('SYSTEM_MONITOR');
  const minutes = watchroom.app.get(RequestMinuteRepository, { strict: false });
  await minutes.replace([aMinute(ago(2), [10, 20, 30, 40], { errors: 1 })]);
});
afterAll(() => watchroom.close());

const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();
const get = (query: Record<string, string>) =>
  fetch(`${watchroom.url}${routes.history}?${new URLSearchParams(query).toString()}`, {
    headers: monitor.headers,
  });
const asked = (more: Record<string, string> = {}): Record<string, string> => ({
  metric: 'requests',
  from: ago(4),
  to: ago(1),
  step: '3600',
  ...more,
});

it('tells one number over time', async () => {
  const answer = await get(asked({ service: 'shop' }));
  expect(answer.status).toBe(200);
  const history = (await answer.json()) as History;
  expect(history).toMatchObject({
    metric: 'requests',
    unit: 'requests',
    service: 'shop',
    time_zone: null,
    step_seconds: 3600,
    resolution_seconds: 3600,
    sources: ['shop'],
  });
  expect(history.points).toHaveLength(4);
  expect(history.points.map(({ state, value }) => [state, value])).toContainEqual(['value', 4]);
  expect(history.points.filter(({ state }) => state === 'unobserved')).toHaveLength(3);
  expect(history.points[0]!.start).toBe(history.from);
  const again = await get(asked({ service: 'shop' }));
  const tag = again.headers.get('etag');
  expect(tag).toMatch(/^"/);
});

it.each(HISTORY_METRICS)('knows %s', async (metric) => {
  const answer = await get(asked({ metric, step: '900' }));
  expect(answer.status).toBe(200);
  expect(((await answer.json()) as History).points.length).toBeGreaterThanOrEqual(12);
});

it.each(SESSION_PROVIDERS)('knows the sessions that need %s', async (provider) => {
  const answer = await get(asked({ metric: 'active_sessions', provider, step: '900' }));
  expect([answer.status, ((await answer.json()) as History).provider]).toEqual([200, provider]);
});

it('knows days of a zone', async () => {
  const answer = await get(asked({ step: '86400', from: ago(24 * 300), time_zone: 'Europe/Berlin' }));
  const { points } = (await answer.json()) as History;
  const lengths = new Set(points.map(({ seconds }) => seconds / 3600));
  expect([answer.status, lengths]).toEqual([200, new Set([23, 24, 25])]);
});

describe('refuses', () => {
  it.each<[string, Record<string, string>, string]>([
    ['an unknown metric', { metric: 'colour' }, 'metric'],
    ['a step that is not offered', { step: '7200' }, 'step'],
    ['a step in words', { step: 'hour' }, 'step'],
    ['a time without an offset', { from: '2026-11-01T00:00:00' }, 'from'],
    ['a day that does not exist', { to: '2026-02-30T00:00:00Z' }, 'to'],
    ['a range backwards', { from: ago(1), to: ago(2) }, 'from'],
    ['more than 400 days', { from: ago(24 * 401), step: '86400' }, 'from'],
    ['too many steps', { from: ago(24 * 300) }, 'step'],
    ['minutes that are gone', { from: ago(49), step: '300' }, 'step'],
    ['a zone that is none', { time_zone: 'Mars/Olympus', step: '86400' }, 'time_zone'],
    ['a zone for hours', { time_zone: 'Europe/Berlin' }, 'time_zone'],
    ['a service of sessions', { metric: 'active_sessions', service: 'shop' }, 'service'],
    ['a provider that there is not', { metric: 'active_sessions', provider: 'zoom' }, 'provider'],
    ['a provider of requests', { provider: 'livekit' }, 'provider'],
    ['an empty service', { service: '' }, 'service'],
    ['what it does not know', { colour: 'red' }, 'colour'],
  ])('%s by name', async (_name, more, field) => {
    const answer = await get(asked(more));
    const problem = (await answer.json()) as Problem;
    expect([answer.status, [...new Set(problem.errors?.map((fault) => fault.field))]]).toEqual([
      400,
      [field],
    ]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('what is missing, all at once', async () => {
    const answer = await get({});
    const fields = ((await answer.json()) as Problem).errors?.map(({ field }) => field);
    expect([answer.status, [...new Set(fields)].toSorted()]).toEqual([400, ['from', 'metric', 'step', 'to']]);
  });

  it('a service that never reported, with those that did', async () => {
    const answer = await get(asked({ service: 'shops' }));
    expect(answer.status).toBe(404);
    expect(((await answer.json()) as Problem).detail).toContain('shop');
  });
});

it('answers many different questions at once, one after another', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => get(asked({ from: ago(i + 2), metric: 'response_time_p95' }))),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const lengths = await Promise.all(
    answers.map(async (answer) => ((await answer.json()) as History).points.length),
  );
  expect(lengths.map((length, i) => length >= i + 1)).toEqual(lengths.map(() => true));
});
