import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ErrorsInHour,
  type Problem,
  routes,
  type RoutesInWindow,
  type ServicesInWindow,
} from '@watchroom/contracts';
import { HOUR_MS, hourOf, minuteOf } from '../../src/core/time';
import { startTestApplication, type TestApplication, type TestSignIn } from '../setup/application';
import { foldAll } from '../telemetry/telemetry-app';
import { otlpJson, type PointOptions } from '../telemetry/otlp-payload';

const now = Date.now();
const PAST = hourOf(now) - 5 * HOUR_MS;
let watchroom: TestApplication;
let monitor: TestSignIn;

const point = (
  atMs: number,
  counts: number[],
  route: string | null,
  status: number,
  more: Partial<PointOptions> = {},
) => ({
  atMs,
  counts,
  status,
  attributes: { 'http.request.method': 'GET', ...(route === null ? {} : { 'http.route': route }) },
  ...more,
});
const POINTS: PointOptions[] = [
  point(minuteOf(now), [0, 0, 90, 0, 0], '/rooms/:id', 200),
  point(minuteOf(now), [0, 0, 0, 8, 0], '/rooms/:id', 503),
  point(minuteOf(now), [0, 2, 0, 0, 0], '/profile', 404),
  point(PAST + 600_000, [0, 40, 0, 0, 0], '/profile', 200),
  point(PAST + 600_000, [0, 0, 3, 0, 0], '/messages', 500),
  point(PAST + 600_000, [0, 0, 0, 2, 0], null, 502, { service: 'a/b c' }),
];

beforeAll(async () => {
  watchroom = await startTestApplication();
  monitor = await watchroom.signIn('SYSTEM_MONITOR');
  const answer = await fetch(watchroom.url + routes.ingestMetrics, {
    method: 'POST',
    headers: { authorization: `Bearer ${watchroom.ingestToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(otlpJson(...POINTS)),
  });
  expect([answer.status, await answer.json()]).toEqual([200, {}]);
  await foldAll(watchroom.app, watchroom.database);
});
afterAll(() => watchroom.close());

const ask = (path: string) => fetch(watchroom.url + path, { headers: monitor.headers });
const get = async <T>(path: string): Promise<T> => {
  const answer = await ask(path);
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
};
const iso = (ms: number) => new Date(ms).toISOString();
const hourPath = (start: string) => `${routes.errorTrend}/${encodeURIComponent(start)}`;
const PAST_WINDOW = `from=${iso(PAST)}&to=${iso(PAST + HOUR_MS)}`;

describe('services', () => {
  it('of the last hour, those with most errors first', async () => {
    const { services, resolution_seconds } = await get<ServicesInWindow>(routes.services);
    expect(resolution_seconds).toBe(60);
    const [shop] = services;
    expect(shop).toMatchObject({
      service: 'shop',
      monitored: true,
      requests: 100,
      errors: 8,
      error_rate: 0.08,
      n: 100,
      p95_too_few: false,
      too_few: false,
    });
    // rank 95 of 100 lies between 100 and 1000 ms: 2·100·1000 ÷ 1100, off by at most 900 ÷ 1100
    expect([shop!.p95, shop!.relative_error]).toEqual([expect.closeTo(181.8, 1), expect.closeTo(0.818, 2)]);
    expect(shop!.per_second).toBeCloseTo(100 / 3600, 2);
    expect(services.filter(({ monitored }) => !monitored).map(({ service }) => service)).not.toContain(
      'shop',
    );
  });

  it('of a longer window are told by hours', async () => {
    const { services, from, resolution_seconds } = await get<ServicesInWindow>(
      `${routes.services}?from=${iso(PAST + 60_000)}`,
    );
    expect([from, resolution_seconds]).toEqual([iso(PAST), 3600]);
    expect(
      services.filter(({ monitored }) => monitored).map(({ service, requests }) => [service, requests]),
    ).toEqual([
      ['shop', 143],
      ['a/b c', 2],
    ]);
  });
});

describe('routes of a service', () => {
  it('with their statuses, and nothing that belongs to none', async () => {
    const body = await get<RoutesInWindow>(`${routes.services}/shop/routes`);
    expect(body).toMatchObject({
      service: 'shop',
      monitored: true,
      unattributed: { requests: 0, errors: 0 },
      grouped_routes: 0,
    });
    expect(body.total).toMatchObject({ requests: 100, errors: 8 });
    expect(body.routes).toMatchObject([
      {
        route: '/rooms/:id',
        method: 'GET',
        requests: 98,
        errors: 8,
        error_rate: 8 / 98,
        n: 98,
        statuses: [
          { status: 200, requests: 90, errors: 0 },
          { status: 503, requests: 8, errors: 8 },
        ],
      },
      {
        route: '/profile',
        requests: 2,
        errors: 0,
        p95_too_few: true,
        statuses: [{ status: 404, requests: 2, errors: 0 }],
      },
    ]);
  });

  it('of a service whose name needs care, and of one that is not there', async () => {
    const body = await get<RoutesInWindow>(
      `${routes.services}/${encodeURIComponent('a/b c')}/routes?${PAST_WINDOW}`,
    );
    expect(body.routes).toMatchObject([{ route: '(no route)', statuses: [{ status: 502, errors: 2 }] }]);
    const none = await ask(`${routes.services}/nobody/routes`);
    expect([none.status, ((await none.json()) as Problem).detail]).toEqual([
      404,
      expect.stringContaining('nobody'),
    ]);
  });

  it('that are not known are said to be', async () => {
    await watchroom.database.dataSource.query('DELETE FROM route_hours WHERE hour = $1', [new Date(PAST)]);
    const path = `${routes.services}/shop/routes?from=${iso(PAST - 3 * HOUR_MS)}&to=${iso(PAST + HOUR_MS)}`;
    const body = await get<RoutesInWindow>(path);
    expect(body).toMatchObject({ routes: [], unattributed: { requests: 43, errors: 3 } });
    await watchroom.database.dataSource.query(
      'INSERT INTO route_minute_marks (minute) SELECT minute FROM route_minutes',
    );
    await foldAll(watchroom.app, watchroom.database);
  });
});

describe('one hour of errors', () => {
  it('by route of all services', async () => {
    const body = await get<ErrorsInHour>(hourPath(iso(PAST)));
    expect(body).toMatchObject({
      start: iso(PAST),
      end: iso(PAST + HOUR_MS),
      filling: false,
      requests: 45,
      errors: 5,
      error_rate: 5 / 45,
      state: 'critical',
      unattributed: { requests: 0, errors: 0 },
    });
    expect(
      body.routes.map(({ service, route, errors, requests }) => [service, route, errors, requests]),
    ).toEqual([
      ['shop', '/messages', 3, 3],
      ['a/b c', '(no route)', 2, 2],
      ['shop', '/profile', 0, 40],
    ]);
  });

  it('that nobody observed is not one without errors', async () => {
    expect(await get<ErrorsInHour>(hourPath(iso(PAST - 24 * HOUR_MS)))).toMatchObject({
      requests: null,
      errors: null,
      error_rate: null,
      state: 'unobserved',
      routes: [],
    });
  });
});

it.each<[string, string]>([
  [`${routes.services}?from=yesterday`, 'from'],
  [`${routes.services}?from=${iso(now)}&to=${iso(now - 1000)}`, 'from'],
  [`${routes.services}/shop/routes?to=2026-02-30T00:00:00Z`, 'to'],
  [`${routes.services}/shop/routes?from=${iso(now - 8 * 24 * HOUR_MS)}`, 'from'],
  [`${routes.services}?from=${iso(now - 401 * 24 * HOUR_MS)}&to=${iso(now - 400.5 * 24 * HOUR_MS)}`, 'from'],
  [`${routes.services}?colour=red`, 'colour'],
  [hourPath('noon'), 'start'],
  [hourPath(iso(PAST + 60_000)), 'start'],
  [hourPath(iso(hourOf(now) + HOUR_MS)), 'start'],
  [hourPath('2020-01-01T00:00:00Z'), 'start'],
])('%s is refused by name', async (path, field) => {
  const answer = await ask(path);
  const problem = (await answer.json()) as Problem;
  expect([answer.status, [...new Set(problem.errors?.map((fault) => fault.field))]]).toEqual([400, [field]]);
});
