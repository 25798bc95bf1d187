import type { HourState, ThresholdCrossing } from '@watchroom/contracts';
import type { SentSession } from './counselling-platform';
import type { SentPoint } from './otlp';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const SERVICE = 'counselling-api';

/** Category, quality, hours since the start, and whether it is open and seen just now. */
const SESSIONS: [category: string, quality: string | null, startedHoursAgo: number, state: State][] = [
  ['Anxiety', 'excellent', 0.2, 'active'],
  ['Anxiety', 'excellent', 0.9, 'active'],
  ['Anxiety', 'good', 0.1, 'active'],
  ['Depression', 'excellent', 0.1, 'active'],
  ['Depression', 'fair', 3, 'active'],
  ['Exam stress', 'good', 0.3, 'active'],
  ['Exam stress', 'poor', 0.2, 'active'],
  ['Anxiety', null, 2, 'silent'],
  ['Anxiety', 'poor', 30, 'ended'],
  ['Relationships', 'poor', 200, 'ended'],
  ['Relationships', 'poor', 700, 'ended'],
  ['Relationships', 'poor', 700, 'ended'],
  ['Grief', 'excellent', 31 * 24, 'ended'],
];
type State = 'active' | 'silent' | 'ended';
/** Of the sessions above, in their order; the platform does not tell it of all. Of the active ones: 3, 2, 1 and untold 1. */
const PROVIDERS: SentSession['provider'][] = [
  ...(['daily_co', 'livekit', 'daily_co', undefined, 'daily_co', 'beyond_presence', 'livekit'] as const),
  ...(['livekit', 'daily_co', 'daily_co', undefined] as const),
];

/** What must be seen of these sessions, worked out by hand. */
export const SESSION_TRUTH = {
  active: 7,
  silent: 1,
  total: 12,
  byCategory: { Anxiety: 5, Depression: 2, 'Exam stress': 2, Relationships: 3, Grief: 0 },
  /** 3, 2, 1 and 5 of 11: 27.27, 18.18, 9.09 and 45.45; the tenths left over go to the largest remainders. */
  distribution: { excellent: 27.3, good: 18.2, fair: 9.1, poor: 45.4 },
  withQuality: 11,
  /** (3·4 + 2·3 + 2 + 1) ÷ 7 = 3.0; with the ended ones it would be fair. */
  average: 'good',
  averageOver: 7,
};

export const sessionsAt = (nowMs: number): (SentSession & { session_id: string })[] =>
  SESSIONS.map(([counselor_category, quality, hoursAgo, state], index) => {
    const startMs = nowMs - hoursAgo * HOUR_MS;
    return {
      session_id: idOf(index),
      counselor_category,
      start_time: new Date(startMs).toISOString(),
      ...(PROVIDERS[index] === undefined ? {} : { provider: PROVIDERS[index] }),
      ...(state === 'active' ? { last_seen_at: new Date(nowMs).toISOString() } : {}),
      ...(state === 'ended' ? { end_time: new Date(startMs + 20 * MINUTE_MS).toISOString() } : {}),
      ...(quality === null ? {} : { quality_metrics: { connection_quality_average: quality } }),
    };
  });

export const idOf = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** Full hours before the one that is filling: requests and how many of them failed; hours left out were not observed. */
const HOURS: [hoursAgo: number, requests: number, errors: number, state: HourState][] = [
  [21, 1000, 5, 'ok'],
  [20, 1000, 30, 'warning'],
  [19, 1000, 80, 'critical'],
  [18, 0, 0, 'no_traffic'],
  [16, 500, 2, 'ok'],
  [9, 19, 19, 'ok'], // too few to judge
  [6, 0, 0, 'no_traffic'],
  [4, 500, 25, 'warning'], // 5 %: at the critical limit, not above it
  [3, 400, 4, 'ok'],
];
const CROSSINGS: [hoursAgo: number, from: ThresholdCrossing['from'], to: ThresholdCrossing['to']][] = [
  [20, 'ok', 'warning'],
  [19, 'warning', 'critical'],
  [16, 'critical', 'ok'],
  [4, 'ok', 'warning'],
  [3, 'warning', 'ok'],
];

/** 250 and 150 requests of two instances, and 5 that failed. */
const LATEST = [
  Array.from({ length: 250 }, (_, i) => 40 + i * 1.37),
  Array.from({ length: 150 }, (_, i) => 55 + i * 2.11),
];
const FAILED = [900, 910, 920, 930, 940];
/** 295 requests 45 minutes ago, 3 of them failed. */
const EARLIER = { requests: 295, errors: 3, minutesAgo: 45 };

export interface RequestTruth {
  points: SentPoint[];
  requestsLastHour: number;
  errorsLastHour: number;
  requestsLastMinutes: number;
  /** The exact 95th percentile by nearest rank, in ms. */
  p95Ms: number;
  /** By the start of the hour, as the contract writes it. */
  hours: Map<string, { requests: number; errors: number; state: HourState }>;
  crossings: ThresholdCrossing[];
}

/** Requests of the last 24 hours as they are sent at `nowMs`, and what must be seen of them. */
export function requestsAt(nowMs: number): RequestTruth {
  const hour = (hoursAgo: number) => Math.floor(nowMs / HOUR_MS) * HOUR_MS - hoursAgo * HOUR_MS;
  const past = HOURS.flatMap(([ago, requests, errors]) =>
    twoPoints(hour(ago) + 30 * MINUTE_MS + 30_000, requests, errors),
  );
  const earlierMs = nowMs - EARLIER.minutesAgo * MINUTE_MS;
  const latestMs = nowMs - 1_000;
  const recent = [
    ...twoPoints(earlierMs, EARLIER.requests, EARLIER.errors),
    { service: SERVICE, instance: 'a', atMs: latestMs, durationsMs: LATEST[0] ?? [], scale: 6 },
    { service: SERVICE, instance: 'b', atMs: latestMs, durationsMs: LATEST[1] ?? [], scale: 5 },
    { service: SERVICE, instance: 'b', atMs: latestMs, durationsMs: FAILED, status: 503, scale: 5 },
  ];
  const durations = [...LATEST.flat(), ...FAILED].toSorted((a, b) => a - b);
  const hours = new Map(
    HOURS.map(([ago, requests, errors, state]) => [startOf(hour(ago)), { requests, errors, state }]),
  );
  add(hours, earlierMs, EARLIER.requests, EARLIER.errors);
  add(hours, latestMs, durations.length, FAILED.length);
  return {
    points: [...past, ...recent],
    requestsLastHour: EARLIER.requests + durations.length,
    errorsLastHour: EARLIER.errors + FAILED.length,
    requestsLastMinutes: durations.length,
    p95Ms: durations[Math.ceil(0.95 * durations.length) - 1] ?? 0,
    hours,
    crossings: CROSSINGS.map(([ago, from, to]) => ({ at: startOf(hour(ago)), from, to })),
  };
}

/** Requests that went well and requests that failed are two series; explicit buckets, as most SDKs send them. */
function twoPoints(atMs: number, requests: number, errors: number): SentPoint[] {
  const durations = (count: number) => Array.from({ length: count }, (_, i) => 20 + (i % 100));
  return [
    { service: SERVICE, atMs, durationsMs: durations(requests - errors) },
    { service: SERVICE, atMs, durationsMs: durations(errors), status: 500 },
  ];
}

/** The hours of the last minutes depend on the time of day; their rates lie below both limits either way. */
function add(hours: RequestTruth['hours'], atMs: number, requests: number, errors: number): void {
  const start = startOf(Math.floor(atMs / HOUR_MS) * HOUR_MS);
  const before = hours.get(start) ?? { requests: 0, errors: 0 };
  hours.set(start, { requests: before.requests + requests, errors: before.errors + errors, state: 'ok' });
}

const startOf = (ms: number): string => new Date(ms).toISOString();
