import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CurrentMetrics,
  DatabaseMetrics,
  ErrorTrend,
  ExternalServiceInDepth,
  ExternalServicesStatus,
  Installation,
} from '@watchroom/contracts';
import { HealthEvaluator } from '../../src/features/metrics/health.evaluator';
import { LeaseLeadership } from '../../src/platform/lease/lease.leadership';
import { inServer } from '../setup/database';
import { startTestApplication, type TestApplication, type TestSignIn } from '../setup/application';

let watchroom: TestApplication;
let monitor: TestSignIn;

beforeAll(async () => {
  watchroom = await startTestApplication();
  monitor = await watchroom.signIn('SYSTEM_MONITOR');
});
afterAll(() => watchroom.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${watchroom.url}/api/admin/metrics/${path}`, { headers: { ...monitor.headers, ...headers } });
const read = async <Body>(path: string): Promise<Body> => (await (await get(path)).json()) as Body;

/** A snapshot stands for a second; the next one is another. */
async function readAnew<Body extends { as_of: string }>(path: string): Promise<Body> {
  const { as_of: before } = await read<Body>(path);
  for (;;) {
    const body = await read<Body>(path);
    if (body.as_of !== before) return body;
  }
}

describe('an empty installation', () => {
  it('knows nothing and says so: null where nothing was seen, health unknown', async () => {
    await watchroom.app.get(LeaseLeadership, { strict: false }).renew();
    await watchroom.app.get(HealthEvaluator, { strict: false }).judge();
    const current = await readAnew<CurrentMetrics>('current');
    expect(current).toMatchObject({
      active_sessions_count: 0,
      avg_connection_quality: 'unknown',
      system_health: 'unknown',
      simulated: false,
      evidence: { active_sessions_count: { n: 0, newest_at: null }, avg_connection_quality: { n: 0 } },
    });
    const inputs = current.health_reasons
      .filter(({ state }) => state === 'unknown')
      .map(({ input }) => input);
    expect(inputs).toEqual(expect.arrayContaining(['daily_co', 'livekit', 'beyond_presence']));
  });

  it('tells what to connect', async () => {
    expect(await read<Installation>('installation')).toMatchObject({
      sessions: { connected: false, newest_at: null },
      telemetry: { connected: false, services: [] },
      external_services: {
        daily_co: { configured: false, variables: ['DAILY_API_KEY'] },
        livekit: { configured: false },
        beyond_presence: { configured: false },
      },
    });
  });

  it('has 24 hours of which nobody measured the first 23', async () => {
    const trend = await read<ErrorTrend>('errors');
    expect(trend.buckets).toHaveLength(24);
    expect(trend.buckets.slice(0, 23).every(({ state }) => state === 'unobserved')).toBe(true);
    expect(trend).toMatchObject({
      bucket_seconds: 3600,
      warning_threshold: 0.02,
      critical_threshold: 0.05,
      crossings: [],
    });
  });
});

it('answers 304 to whoever has the bytes, and the bytes once they are others', async () => {
  const first = await get('current');
  const tag = first.headers.get('etag') ?? '';
  expect(first.headers.get('content-type')).toContain('application/json');
  const same = await get('current', { 'if-none-match': tag });
  const body = await same.text();
  expect([same.status === 304 ? body : '', same.headers.get('etag') === tag]).toEqual([
    '',
    same.status === 304,
  ]);
  await readAnew<CurrentMetrics>('current');
  expect((await get('current', { 'if-none-match': tag })).status).toBe(200);
});

it.each(['errors?hours=0', 'errors?hours=169', 'errors?hours=many', 'errors?colour=red'])(
  'refuses %s by name',
  async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const { errors } = (await answer.json()) as { errors: { field: string }[] };
    expect(new Set(errors.map(({ field }) => field))).toEqual(
      new Set([path.includes('hours') ? 'hours' : 'colour']),
    );
  },
);

it('has no fourth service, and names the three', async () => {
  const answer = await get('external-services/zoom');
  expect(answer.status).toBe(404);
  expect(((await answer.json()) as { detail: string }).detail).toMatch(/daily_co, livekit, beyond_presence/);
});

it('tells one service in depth: ninety days up to now, of which nobody has seen anything yet', async () => {
  const depth = await read<ExternalServiceInDepth>('external-services/livekit');
  const passed = (Date.parse(depth.as_of) % 86_400_000) / 1000;
  expect(depth).toMatchObject({
    service: 'livekit',
    status: 'unknown',
    uptime: { days: 0, lower: null, upper: null, unobserved: 1 },
    active_count: null,
    certificate: null,
  });
  expect([depth.days.length, depth.latency.length]).toEqual([90, 144]);
  expect(depth.days.at(-1)).toMatchObject({ unobserved_seconds: Math.floor(passed), operational_seconds: 0 });
  const { history, ...list } = await read<ExternalServicesStatus>('external-services');
  expect(history.livekit.days).toHaveLength(90);
  expect(Object.keys(list).toSorted()).toEqual(['beyond_presence', 'daily_co', 'details', 'livekit']);
});

it('counts the checkouts of its own pool', async () => {
  const pool = await read<DatabaseMetrics>('database');
  expect(pool.size).toBe(10);
  expect(pool.active).toBeLessThanOrEqual(pool.size);
});

it('answers from before, in red, while the database is away', async () => {
  const before = await read<CurrentMetrics>('current');
  await inServer(server(), `ALTER DATABASE ${databaseName()} WITH ALLOW_CONNECTIONS false`);
  await inServer(
    server(),
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${databaseName()}'`,
  );
  try {
    const during = await readUntil('current', ({ system_health }) => system_health === 'critical');
    expect(during.health_reasons[0]).toMatchObject({
      input: 'database',
      state: 'critical',
      value: 'unreachable',
    });
    expect(during.active_sessions_count).toBe(before.active_sessions_count);
  } finally {
    await inServer(server(), `ALTER DATABASE ${databaseName()} WITH ALLOW_CONNECTIONS true`);
  }
  const after = await readUntil('current', ({ health_reasons }) =>
    health_reasons.every(({ input }) => input !== 'database'),
  );
  expect(Date.parse(after.as_of)).toBeGreaterThan(Date.parse(before.as_of));
});

const server = (): string => watchroom.database.url.replace(/\/[^/]*$/, '/postgres');
const databaseName = (): string => new URL(watchroom.database.url).pathname.slice(1);

async function readUntil(path: string, holds: (body: CurrentMetrics) => boolean): Promise<CurrentMetrics> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
    const answer = await get(path);
    const body = (await answer.json()) as CurrentMetrics;
    if (answer.status === 200 && holds(body)) return body;
  }
  throw new Error('It did not come about within 20 s');
}
