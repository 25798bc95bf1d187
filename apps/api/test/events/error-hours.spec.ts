import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type ErrorTrend, type EventPage, type News, routes } from '@watchroom/contracts';
import { startTestApplication, type TestApplication, type TestSignIn } from '../setup/application';

let watchroom: TestApplication;
let monitor: TestSignIn;
beforeAll(async () => {
  watchroom = await startTestApplication();
  monitor = await watchroom.signIn('SYSTEM_MONITOR');
});
afterAll(() => watchroom.close());

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const thisHour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
const hourAt = (ago: number) => new Date(thisHour - ago * HOUR_MS).toISOString();
/** When it is told what the hour was that began so long ago. */
const toldAt = (ago: number) => new Date(thisHour - (ago - 1) * HOUR_MS + 2 * MINUTE_MS).toISOString();
const sql = (text: string, values: unknown[] = []) => watchroom.database.dataSource.query(text, values);
const get = async <T>(path: string, query: Record<string, string> = {}): Promise<T> => {
  const asked = new URLSearchParams(query).toString();
  return (await (await fetch(`${watchroom.url}${path}?${asked}`, { headers: monitor.headers })).json()) as T;
};
const crossings = (from: string) => get<EventPage>(routes.events, { kind: 'error_hour', from });

/** Our own requests, all failed, count for nothing beside those of another service. */
const HOURS: [ago: number, requests: number, errors: number][] = [
  [12, 1000, 300],
  [11, 0, 0],
  [10, 1000, 10],
  [9, 1000, 60],
  [8, 0, 0],
  [7, 1000, 51],
  [6, 1000, 50],
  [5, 1000, 20],
  [4, 10, 9],
  [3, 100, 2],
  [2, 1000, 300],
  [0, 1000, 0],
];

it('tells of full hours that crossed a limit as the chart of errors marks them, each once it is over', async () => {
  await sql(`INSERT INTO reporting_services VALUES ('shop', now(), now())`);
  for (const [ago, requests, errors] of HOURS)
    for (const [service, failed] of [
      ['shop', errors],
      ['watchroom-api', requests],
    ] as const)
      await sql(`INSERT INTO error_buckets VALUES ($1, $2, $3, $4, 0, 60)`, [
        hourAt(ago),
        service,
        requests,
        failed,
      ]);
  const { events } = await crossings(hourAt(24));
  expect(events.map(({ at, from, to, href }) => [at, from, to, href.slice(-24)])).toEqual([
    [toldAt(2), 'ok', 'critical', hourAt(2)],
    [toldAt(5), 'warning', 'ok', hourAt(5)],
    [toldAt(6), 'critical', 'warning', hourAt(6)],
    [toldAt(9), 'ok', 'critical', hourAt(9)],
    [toldAt(10), 'critical', 'ok', hourAt(10)],
  ]);
  const trend = await get<ErrorTrend>(routes.errorTrend, { hours: '24' });
  const marked = trend.crossings.filter(({ at }) => at !== hourAt(0));
  expect(events.toReversed().map(({ href, from, to }) => ({ at: href.slice(-24), from, to }))).toEqual(
    marked,
  );
});

it('knows from before its range from where the first one comes', async () =>
  expect((await crossings(hourAt(2))).events.map(({ from, to }) => [from, to])).toEqual([
    ['ok', 'critical'],
  ]));

it('knows that also across hours without a request', async () =>
  expect((await crossings(toldAt(11))).events.at(-1)).toMatchObject({
    at: toldAt(10),
    from: 'critical',
    to: 'ok',
  }));

it('is no news of its own beside the limit that was passed within the hour', async () => {
  await sql(`INSERT INTO admin_visits SELECT id, $1 FROM admins`, [hourAt(24)]);
  const { lines } = await get<News>(routes.since);
  expect(lines.filter(({ kind }) => kind === 'error_hour')).toEqual([]);
});
