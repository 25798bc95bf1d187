import { expect } from '@jest/globals';
import {
  type CurrentMetrics,
  type DatabaseMetrics,
  type ErrorTrend,
  EXTERNAL_SERVICES,
  type ExternalServiceDetail,
  type ExternalServiceKey,
  type ExternalServicesStatus,
  type History,
  type HistoryPoint,
  routes,
  type SessionMetrics,
} from '@watchroom/contracts';
import { type Admin, signIn } from '../e2e/setup/admin';
import { eventually } from '../e2e/setup/patience';
import type { ReplicaProcess } from './cluster';
import { POOL_SIZE, type ReplayedDay } from './replayed-day';
import { compareRoutes, oldestComparedRoute } from './comparison-of-routes';
import { healthOf, reasonsAt, troubledBy } from './truth-of-health';
import { isTooFew, p95Of } from './truth-of-requests';

const MINUTE_MS = 60_000;
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** Every number of every endpoint of every replica, beside the one that it must be. */
export async function compareAll(day: ReplayedDay, down: readonly ExternalServiceKey[] = []): Promise<void> {
  await day.cluster.routesFolded(oldestComparedRoute(day.cluster.now));
  for (const replica of day.cluster.alive) {
    const admin = await signIn(replica.url);
    await compareCurrent(admin, day, down);
    await compareSessions(admin, day);
    await compareErrors(admin, day);
    await compareHistory(admin, day);
    await compareRoutes(admin, day);
    await compareDatabase(admin, day);
    await compareServices(admin, day, down);
    await compareHealthReport(replica, down);
  }
}

async function compareCurrent(
  admin: Admin,
  day: ReplayedDay,
  down: readonly ExternalServiceKey[],
): Promise<void> {
  const body = await admin.current();
  const { now } = day.cluster;
  const [requests, sessions] = [day.requests, day.sessions];
  const [open, quality] = [sessions.open(now), sessions.quality(now)];
  const hour = requests.window(now, 60);
  const reasons = reasonsAt(now, requests, down);
  expect(body).toMatchObject({
    as_of: iso(now),
    active_sessions_count: open.active,
    stale_sessions_count: open.stale,
    open_sessions: open,
    avg_connection_quality: quality.average,
    error_rate_last_hour: hour.n === 0 ? null : hour.errors / hour.n,
    db_pool_size: POOL_SIZE * day.cluster.alive.length,
  });
  expect(body.health_reasons.map(({ input, state }) => ({ input, state })).toSorted(byInput)).toEqual(
    reasons,
  );
  expect(body.system_health).toBe(healthOf(reasons));
  const newest = requests.newestMs();
  const telemetry = { newest_at: iso(newest), stale: newest === null || now - newest > 2 * MINUTE_MS };
  expect(body.evidence).toMatchObject({
    active_sessions_count: {
      n: open.active + open.stale,
      window_seconds: 1800,
      newest_at: iso(sessions.newestMs),
    },
    avg_connection_quality: { n: quality.n, window_seconds: 3600, newest_at: iso(quality.newestMs) },
    error_rate_last_hour: {
      n: hour.n,
      window_seconds: 3600,
      sources: hour.sources,
      too_few: isTooFew(hour.n, hour.errors),
      ...telemetry,
    },
    db_pool_active: { n: day.cluster.alive.length, window_seconds: 10, newest_at: iso(now), stale: false },
  });
  compareResponseTime(body, day, telemetry);
}

/** Within the printed bound; and the bound is the one that the borders of the senders' buckets leave, not wider. */
function compareResponseTime(body: CurrentMetrics, day: ReplayedDay, telemetry: object): void {
  const { requests, n, sources } = day.requests.window(day.cluster.now, 5);
  const evidence = body.evidence.api_response_time_p95;
  expect(evidence).toMatchObject({ n, window_seconds: 300, sources, too_few: n < 59, ...telemetry });
  const truth = p95Of(requests);
  if (truth === null) {
    expect([body.api_response_time_p95, evidence.relative_error]).toEqual([null, null]);
    return;
  }
  const { exact, low, high } = truth;
  const [p95, bound] = [body.api_response_time_p95 ?? NaN, evidence.relative_error ?? NaN];
  expect(Math.abs(p95 - exact) / exact).toBeLessThanOrEqual(bound * (1 + 1e-9));
  expect(bound).toBeCloseTo((high - low) / (high + low), 9);
  expect(p95).toBeCloseTo((2 * low * high) / (low + high), 6);
}

async function compareSessions(admin: Admin, day: ReplayedDay): Promise<void> {
  const { now } = day.cluster;
  const truth = day.sessions.lastThirtyDays(now);
  const { evidence, ...body } = await admin.get<SessionMetrics>(routes.sessionMetrics);
  expect(body).toEqual({ ...truth, as_of: iso(now) });
  const newest_at = iso(day.sessions.newestMs);
  expect(evidence).toMatchObject({
    total_sessions: { n: truth.total_sessions, window_seconds: 30 * 86_400, newest_at },
    connection_quality_distribution: { n: truth.sessions_with_quality, newest_at },
  });
}

async function compareErrors(admin: Admin, day: ReplayedDay): Promise<void> {
  const { now } = day.cluster;
  const { requests } = day;
  for (const hours of [24, 3]) {
    const { evidence, ...body } = await admin.get<ErrorTrend>(`${routes.errorTrend}?hours=${hours}`);
    const trend = requests.trend(now, hours);
    expect(body).toEqual({
      bucket_seconds: 3600,
      warning_threshold: 0.02,
      critical_threshold: 0.05,
      ...trend,
      sources: requests.services,
      as_of: iso(now),
    });
    const n = trend.buckets.reduce((sum, bucket) => sum + bucket.requests, 0);
    expect(evidence.error_rate).toMatchObject({
      n,
      window_seconds: hours * 3600,
      sources: requests.services,
      newest_at: iso(requests.newestMs()),
    });
  }
}

/** Counts and rates over time, in steps of an hour and of five minutes, folded or not. */
async function compareHistory(admin: Admin, day: ReplayedDay): Promise<void> {
  const { now } = day.cluster;
  for (const [step, count] of [
    [3600, 24],
    [300, 24],
  ] as const) {
    const steps = day.requests.steps(now, step * 1000, count);
    const to = new Date(Date.parse(steps.at(-1)!.start) + step * 1000).toISOString();
    const range = new URLSearchParams({ from: steps[0]!.start, to, step: String(step) }).toString();
    const ask = async (metric: string) =>
      (await admin.get<History>(`${routes.history}?metric=${metric}&${range}`)).points;
    const seen = (points: HistoryPoint[]) => points.map(({ start, n, value }) => ({ start, n, value }));
    expect(seen(await ask('requests'))).toEqual(steps.map(({ start, n }) => ({ start, n, value: n })));
    expect(seen(await ask('error_rate'))).toEqual(
      steps.map(({ start, n, errors }) => ({ start, n, value: n === null || n === 0 ? null : errors / n })),
    );
  }
}

/** How often the pool was asked, and who waits just then, nobody outside can know; how the parts add up can be. */
async function compareDatabase(admin: Admin, day: ReplayedDay): Promise<void> {
  const body = await admin.get<DatabaseMetrics>(routes.databaseMetrics);
  const { alive, now } = day.cluster;
  expect(body).toMatchObject({ size: POOL_SIZE * alive.length, timeouts: 0, as_of: iso(now) });
  expect(new Set(body.replicas.map(({ replica }) => replica))).toEqual(new Set(alive.map(({ id }) => id)));
  const sum = (of: (replica: DatabaseMetrics['replicas'][number]) => number) =>
    body.replicas.reduce((total, replica) => total + of(replica), 0);
  expect([body.active, body.idle, body.waiting, body.wait_ms.n]).toEqual([
    sum(({ active }) => active),
    sum(({ idle }) => idle),
    sum(({ waiting }) => waiting),
    sum(({ wait_ms }) => wait_ms.n),
  ]);
  for (const replica of body.replicas) {
    expect(replica).toMatchObject({ size: POOL_SIZE, timeouts: 0, reported_at: iso(now) });
    expect(replica.active + replica.idle).toBeLessThanOrEqual(POOL_SIZE);
    expect(replica.wait_ms.n).toBeGreaterThan(0);
  }
  const { p50, p95, max } = body.wait_ms;
  expect([p50, p95, max]).toEqual([p50, p95, max].toSorted((a, b) => (a ?? NaN) - (b ?? NaN)));
}

async function compareServices(
  admin: Admin,
  day: ReplayedDay,
  down: readonly ExternalServiceKey[],
): Promise<void> {
  const body = await admin.get<ExternalServicesStatus>(routes.externalServices);
  for (const key of EXTERNAL_SERVICES) {
    const truth = down.includes(key)
      ? { status: 'down', reason: 'failing' }
      : { status: 'operational', reason: 'answered' };
    const inDepth = await admin.get<ExternalServiceDetail>(`${routes.externalServices}/${key}`);
    expect(body[key]).toBe(truth.status);
    for (const detail of [body.details[key], inDepth]) {
      expect({ key, ...detail }).toMatchObject({ key, ...truth });
      expect(Date.parse(detail.checked_at ?? '')).toBeGreaterThanOrEqual(day.probedSinceMs);
      expect(Date.parse(detail.checked_at ?? '')).toBeLessThanOrEqual(day.cluster.now);
      expect(detail.latency_ms).toBeGreaterThan(0);
    }
  }
}

/** Its memory of the services is renewed every two seconds. */
async function compareHealthReport(
  replica: ReplicaProcess,
  down: readonly ExternalServiceKey[],
): Promise<void> {
  const troubled = troubledBy(down);
  await eventually(async () => {
    const answer = await fetch(`${replica.url}${routes.health}`);
    const report = (await answer.json()) as { details: Record<string, { status: string }> };
    const statuses = Object.entries(report.details).map(([name, { status }]) => [name, status]);
    expect([answer.status, Object.fromEntries(statuses)]).toEqual([
      200,
      {
        database: 'up',
        ...Object.fromEntries(
          EXTERNAL_SERVICES.map((key) => [key, troubled.includes(key) ? 'degraded' : 'up']),
        ),
      },
    ]);
  });
  expect((await fetch(`${replica.url}${routes.healthReady}`)).status).toBe(200);
}

const byInput = (a: { input: string }, b: { input: string }): number => a.input.localeCompare(b.input);
