import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type CurrentMetrics,
  type DatabaseMetrics,
  type ErrorTrend,
  type ExternalServicesStatus,
  routes,
  type SessionMetrics,
} from '@watchroom/contracts';
import type { Request } from 'playwright-core';
import { type Admin, signIn } from './setup/admin';
import { oneLine, openDashboard, TILES, type Visit } from './setup/dashboard';
import { rowOf, unseen } from './setup/error-table';
import {
  idOf,
  requestsAt,
  type RequestTruth,
  SERVICE,
  SESSION_TRUTH,
  sessionsAt,
} from './setup/ground-truth';
import { eventually } from './setup/patience';
import { type Scene, setScene } from './setup/scene';

const CATEGORY_ROWS = ['Anxiety 5', 'Relationships 3', 'Depression 2', 'Exam stress 2', 'Grief 0'];
const POOL_SIZE = 7;

let scene: Scene;
let admin: Admin;
let visit: Visit;
let truth: RequestTruth;
let current: CurrentMetrics;

beforeAll(async () => {
  scene = await setScene({ PROBE_INTERVAL_SECONDS: '2', DATABASE_POOL_SIZE: String(POOL_SIZE) });
  admin = await signIn(scene.watchroom.url);
  const now = Date.now();
  const sessions = sessionsAt(now);
  expect(await scene.platform.report(sessions)).toEqual({ accepted: sessions.length, rejected: [] });
  truth = requestsAt(now);
  await scene.platform.export(...truth.points);
  scene.platform.keepReporting(SERVICE);
  current = await eventually(async () => {
    const body = await admin.current();
    expect(body.evidence.error_rate_last_hour.n).toBe(truth.requestsLastHour);
    expect([body.system_health, body.health_reasons]).toEqual(['healthy', []]);
    return body;
  }, 60_000);
  visit = await openDashboard(scene.browser, scene.watchroom.url);
});
afterAll(() => scene?.close());

describe('sessions', () => {
  it('counts those with a sign of life', async () => {
    const { active, silent } = SESSION_TRUTH;
    expect([current.active_sessions_count, current.stale_sessions_count]).toEqual([active, silent]);
    await visit.untilItSays('Active sessions', /Active sessions 7 open/, '1 more open session');
    await visit.untilItSays('Sessions by provider', /Daily.co 3 LiveKit 2 Beyond Presence 1 Not told 1/);
  });

  it('averages the quality of the last hour', async () => {
    expect(current.avg_connection_quality).toBe(SESSION_TRUTH.average);
    expect(current.evidence.avg_connection_quality.n).toBe(SESSION_TRUTH.averageOver);
    await visit.untilItSays('Connection quality', 'Average now: Good, from 7 sessions');
  });

  it('shares the levels of 30 days so that they add up to 100.0', async () => {
    const body = await admin.get<SessionMetrics>(routes.sessionMetrics);
    expect(body.connection_quality_distribution).toEqual(SESSION_TRUTH.distribution);
    const tenths = Object.values(body.connection_quality_distribution).map((share) => Math.round(share * 10));
    expect(tenths.reduce((sum, each) => sum + each, 0)).toBe(1000);
    await visit.untilItSays(
      'Connection quality',
      'Excellent 27.3 % Good 18.2 % Fair 9.1 % Poor 45.4 %',
      '45.5 % good or better',
      '11 sessions, last 30 days',
    );
  });

  it('counts them by category, the one without any as 0', async () => {
    const body = await admin.get<SessionMetrics>(routes.sessionMetrics);
    expect(body).toMatchObject({
      total_sessions: SESSION_TRUTH.total,
      sessions_by_category: SESSION_TRUTH.byCategory,
    });
    await visit.untilItSays('Sessions by category', '12 sessions, last 30 days');
    const rows = await visit.tile('Sessions by category').getByRole('listitem').allInnerTexts();
    expect(rows.map(oneLine)).toEqual(CATEGORY_ROWS);
  });
});

describe('requests', () => {
  it('tells the error rate of the last hour', async () => {
    const { errorsLastHour, requestsLastHour } = truth;
    expect(current.error_rate_last_hour).toBe(errorsLastHour / requestsLastHour);
    expect(current.evidence.error_rate_last_hour.sources).toEqual([SERVICE]);
    await visit.untilItSays('Error rate', '1.14 %', 'Below both thresholds', 'from 700 requests');
  });

  it('tells the p95 of all instances within the error that it prints', async () => {
    const p95 = current.api_response_time_p95 ?? NaN;
    const { relative_error, n } = current.evidence.api_response_time_p95;
    expect(n).toBe(truth.requestsLastMinutes);
    expect(relative_error).toBeLessThan(0.012);
    expect(Math.abs(p95 - truth.p95Ms) / truth.p95Ms).toBeLessThanOrEqual(relative_error ?? 0);
    await visit.untilItSays(
      'API response time',
      `${Math.round(p95)} ms 1 in 20 takes longer (p95), ±1.1 %`,
      'Fast enough',
      'from 405 requests',
    );
  });

  it('tells the last 24 hours one by one, and where a threshold was crossed', async () => {
    const body = await eventually(async () => {
      const trend = await admin.get<ErrorTrend>(`${routes.errorTrend}?hours=24`);
      expect(trend.buckets.at(-1)?.state).not.toBe('unobserved'); // an hour that began a moment ago
      return trend;
    });
    expect(body).toMatchObject({ warning_threshold: 0.02, critical_threshold: 0.05, bucket_seconds: 3600 });
    expect(body.buckets).toHaveLength(24);
    const last = Date.parse(body.buckets.at(-1)?.start ?? '');
    expect(Date.parse(body.as_of) - last).toBeLessThan(3_600_000);
    body.buckets.forEach(({ start, ...counts }, index) => {
      expect(start).toBe(new Date(last - (23 - index) * 3_600_000).toISOString());
      const { requests, errors, state } = truth.hours.get(start) ?? unseen(start, last);
      expect([start, counts.requests, counts.errors, counts.state]).toEqual([start, requests, errors, state]);
      expect(counts.error_rate).toBe(requests === 0 ? null : errors / requests);
    });
    expect(body.crossings).toEqual(truth.crossings);
  });

  it('shows the same 24 hours as chart, as table and as crossings', async () => {
    const body = await admin.get<ErrorTrend>(`${routes.errorTrend}?hours=24`);
    const tile = visit.tile('Error rate');
    await tile.locator('svg.recharts-surface').first().waitFor();
    await tile.getByText('Show as table').click();
    const rows = await tile.getByRole('table', { name: 'Error rate by hour' }).getByRole('row').all();
    const shown = await Promise.all(rows.slice(1).map(async (row) => oneLine(await row.innerText())));
    expect(shown).toEqual(body.buckets.map(rowOf));
    const crossings = tile.getByRole('list', { name: 'Threshold crossings' }).getByRole('listitem');
    expect((await crossings.allInnerTexts()).map((text) => text.replace(/^.*?: /, ''))).toEqual(
      truth.crossings.map(({ from, to }) => `from ${from} to ${to}`),
    );
  });
});

describe('infrastructure', () => {
  it('shows the pool of the API as it is', async () => {
    const pool = await admin.get<DatabaseMetrics>(routes.databaseMetrics);
    expect([current.db_pool_size, pool.size]).toEqual([POOL_SIZE, POOL_SIZE]);
    expect(pool.active).toBeLessThanOrEqual(POOL_SIZE);
    expect((pool.active ?? NaN) + (pool.idle ?? NaN)).toBeLessThanOrEqual(POOL_SIZE);
    expect(pool.wait_ms.n).toBeGreaterThan(0);
    expect(pool.wait_ms.max).toBeGreaterThanOrEqual(pool.wait_ms.p95 ?? Infinity);
    expect(pool.timeouts).toBe(0);
    await visit.untilItSays('Database pool', /Database pool [0-7] \/ 7 connections in use/, 'time-outs 0');
    await visit.untilItSays(
      'Database pool',
      /1 in 20 longer than \d[\d.]* ms/,
      /over \d[\d,]* checkouts in 5 minutes/,
    );
  });

  it('calls each external service operational because its answers say so', async () => {
    const body = await admin.get<ExternalServicesStatus>(routes.externalServices);
    expect([body.daily_co, body.livekit, body.beyond_presence]).toEqual(Array(3).fill('operational'));
    for (const vendor of [scene.vendors.daily, scene.vendors.livekit, scene.vendors.beyondPresence])
      expect(vendor.calls.length).toBeGreaterThan(0);
    expect(scene.vendors.livekit.calls.map(({ path }) => path)).toContain(
      '/twirp/livekit.RoomService/ListRooms',
    );
    await visit.untilItSays(
      'External services',
      /Daily\.co Operational .*LiveKit Operational .*Beyond Presence Operational/,
    );
  });

  it('is green, for no reason is there to be anything else', async () => {
    await visit.untilItSays('System health', 'Healthy', 'everything that was measured is fine');
    expect(await visit.page.title()).toContain('Healthy');
  });
});

it('keeps a quiet console, has no barrier and does not scroll sideways, with the table open', async () => {
  for (const name of TILES) expect(await visit.tile(name).count()).toBe(1);
  expect(await visit.manners.faults()).toEqual([]);
  expect(visit.manners.complaints()).toEqual([]);
});

it('shows a new session within one poll, and never blanks the tile', async () => {
  await visit.page.evaluate(`
    const tile = [...document.querySelectorAll('section')].find((each) => each.innerText.startsWith('Active sessions'));
    window.statesSeen = [];
    new MutationObserver(() => window.statesSeen.push(tile.dataset.state, tile.innerText))
      .observe(tile, { subtree: true, childList: true, characterData: true, attributes: true });`);
  const start_time = new Date().toISOString();
  const put = await scene.platform.put(idOf(99), { counselor_category: 'Anxiety', start_time });
  expect(put.status).toBe(204);
  const storedAt = performance.now();
  await visit.untilItSays('Active sessions', /Active sessions 8 open/);
  expect(performance.now() - storedAt).toBeLessThan(8_000); // a poll, the second of a snapshot, a busy machine
  const seen = await visit.page.evaluate<string[]>('window.statesSeen');
  expect(seen.length).toBeGreaterThan(0);
  for (const text of seen) expect(oneLine(text)).toMatch(/^(value|Active sessions [78] open.*)$/);
});

it('asks for every figure every 30 seconds', async () => {
  const other = await openDashboard(scene.browser, scene.watchroom.url);
  await other.untilItSays('External services', 'Operational');
  await other.page.clock.install();
  // What the stream brings in real time starts the wait for the state of things now anew: here it brings nothing.
  await other.page.route(`**${routes.metricsStream}`, () => undefined);
  await other.page.reload();
  await other.untilItSays('External services', 'Operational');
  await other.page.clock.pauseAt(Date.now() + 2_000);
  const asked: string[] = [];
  const open = new Set<Request>();
  other.page.on('request', (request) => {
    const path = new URL(request.url()).pathname;
    if (path === routes.metricsStream) return; // is never finished
    asked.push(path);
    open.add(request);
  });
  other.page.on('requestfinished', (request) => open.delete(request));
  for (let second = 0; second < 65; second += 5) {
    await other.page.clock.runFor(5_000);
    await eventually(() => expect(open.size).toBe(0)); // the next wait begins with the answer
  }

  const { currentMetrics, sessionMetrics, errorTrend, databaseMetrics, externalServices } = routes;
  for (const path of [currentMetrics, sessionMetrics, errorTrend, databaseMetrics, externalServices])
    expect([path, asked.filter((each) => each === path).length]).toEqual([path, 2]);
  expect(other.manners.complaints()).toEqual([]);
  await other.close();
});
