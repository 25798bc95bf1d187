import {
  type ErrorsInHour,
  type RequestNumbers,
  type RouteRequests,
  routes,
  type RoutesInWindow,
  type ServicesInWindow,
} from '@watchroom/contracts';
import { expect } from '@jest/globals';
import type { Admin } from '../e2e/setup/admin';
import { HOUR_MS, MINUTE_MS } from './day';
import type { ReplayedDay } from './replayed-day';
import { isTooFew, p95Of, type Request } from './truth-of-requests';

/** Windows that are told by minutes. */
const WINDOWS_HOURS = [1, 3];
/** Hours of errors: the one that fills and those before it. */
const HOURS = 4;

const iso = (ms: number): string => new Date(ms).toISOString();
const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS) * HOUR_MS;

export const oldestComparedRoute = (nowMs: number): number => hourOf(nowMs) - HOURS * HOUR_MS;

/** Requests, errors, statuses and p95 of every service and route, in windows and in hours. */
export async function compareRoutes(admin: Admin, day: ReplayedDay): Promise<void> {
  for (const hours of WINDOWS_HOURS) await compareWindow(admin, day, hours);
  for (let back = 0; back < HOURS; back++)
    await compareHour(admin, day, hourOf(day.cluster.now) - back * HOUR_MS);
}

async function compareWindow(admin: Admin, day: ReplayedDay, hours: number): Promise<void> {
  const { now } = day.cluster;
  const fromMs = Math.floor((now - hours * HOUR_MS) / MINUTE_MS) * MINUTE_MS;
  const toMs = Math.ceil(now / MINUTE_MS) * MINUTE_MS;
  const { requests, sources } = day.requests.between(fromMs, toMs);
  const window = { from: iso(fromMs), to: iso(toMs), resolution_seconds: 60, as_of: iso(now) };
  const asked = `?${new URLSearchParams({ from: iso(now - hours * HOUR_MS) }).toString()}`;
  const seconds = (now - fromMs) / 1000;
  const all = await admin.get<ServicesInWindow>(routes.services + asked);
  expect(all).toMatchObject(window);
  expect(all.services.map(({ service }) => service).toSorted()).toEqual([...sources, OWN].toSorted());
  for (const service of sources) {
    const own = requests.filter(({ sender }) => sender.service === service);
    compareNumbers(
      all.services.find((each) => each.service === service)!,
      own,
      seconds,
    );
    const body = await admin.get<RoutesInWindow>(`${routes.services}/${service}/routes${asked}`);
    expect(body).toMatchObject({ ...window, service, monitored: true, ...NOTHING_ELSE });
    compareNumbers(body.total, own, seconds);
    compareList(body.routes, own, seconds);
  }
}

async function compareHour(admin: Admin, day: ReplayedDay, startMs: number): Promise<void> {
  const { now } = day.cluster;
  const { requests, sources } = day.requests.between(startMs, startMs + HOUR_MS);
  const bucket = day.requests.trend(startMs, 1).buckets[0]!;
  const body = await admin.get<ErrorsInHour>(`${routes.errorTrend}/${iso(startMs)}`);
  expect(body).toMatchObject({
    start: iso(startMs),
    end: iso(startMs + HOUR_MS),
    filling: now < startMs + HOUR_MS,
    requests: sources.length === 0 ? null : bucket.requests,
    errors: sources.length === 0 ? null : bucket.errors,
    error_rate: bucket.error_rate,
    state: bucket.state,
    too_few: bucket.too_few,
    ...NOTHING_ELSE,
  });
  compareList(body.routes, requests, (Math.min(now, startMs + HOUR_MS) - startMs) / 1000);
}

/** Watchroom's own API reports, and counts for nothing. */
const OWN = 'watchroom-api';
const NOTHING_ELSE = { unattributed: { requests: 0, errors: 0 }, grouped_routes: 0 };

function compareList(seen: readonly RouteRequests[], requests: readonly Request[], seconds: number): void {
  const truth = grouped(requests, ({ sender, place }) => keyOf({ ...sender, ...place }));
  expect(seen.map(keyOf).toSorted()).toEqual([...truth.keys()].toSorted());
  const weights = seen.map(({ errors, requests: count }) => errors * 1e6 + count);
  expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  for (const route of seen) {
    const own = truth.get(keyOf(route))!;
    compareNumbers(route, own, seconds);
    expect(route.statuses).toEqual(statusesOf(own));
  }
}

const keyOf = ({ service, method, route }: { service: string; method: string; route: string }): string =>
  `${service} ${method} ${route}`;

function statusesOf(requests: readonly Request[]): RouteRequests['statuses'] {
  const byStatus = grouped(requests, ({ place }) => place.status);
  return [...byStatus]
    .map(([status, of]) => ({
      status: status === 'none' ? null : Number(status),
      requests: of.length,
      errors: of.filter(({ isError }) => isError).length,
    }))
    .toSorted((a, b) => (a.status ?? 1000) - (b.status ?? 1000));
}

function compareNumbers(seen: RequestNumbers, requests: readonly Request[], seconds: number): void {
  const n = requests.length;
  const errors = requests.filter(({ isError }) => isError).length;
  expect(seen).toMatchObject({
    requests: n,
    errors,
    error_rate: n === 0 ? null : errors / n,
    too_few: n > 0 && isTooFew(n, errors),
    n,
    p95_too_few: n < 59,
  });
  expect(seen.per_second).toBeCloseTo(n / seconds, 9);
  const truth = p95Of(requests);
  if (truth === null) return expect([seen.p95, seen.relative_error]).toEqual([null, null]);
  const { exact, low, high } = truth;
  expect(Math.abs((seen.p95 ?? NaN) - exact) / exact).toBeLessThanOrEqual(
    (seen.relative_error ?? NaN) * (1 + 1e-9),
  );
  expect(seen.relative_error).toBeCloseTo((high - low) / (high + low), 9);
}

function grouped<Key>(
  requests: readonly Request[],
  keyOfEach: (request: Request) => Key,
): Map<Key, Request[]> {
  const groups = new Map<Key, Request[]>();
  for (const request of requests) {
    const key = keyOfEach(request);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [request]);
    else group.push(request);
  }
  return groups;
}
