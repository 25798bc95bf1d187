import type { SentSession } from '../e2e/setup/counselling-platform';
import { lognormal, pick, type Random, seededRandom, uuidFrom } from '../../simulators/chance/seeded-random';
import { DAY_END_MS, DAY_START_MS, HOUR_MS, INSTANTS, MINUTE_MS } from './day';

export type Level = 'excellent' | 'good' | 'fair' | 'poor';

/** One report of a session, as it is sent at `atMs`. */
export interface Told extends SentSession {
  session_id: string;
}
export interface SessionReport {
  atMs: number;
  told: Told;
}

const CATEGORIES = {
  Anxiety: 30,
  Depression: 20,
  'Exam stress': 18,
  Relationships: 12,
  Loneliness: 9,
  Sleep: 6,
  'Study & work': 4,
  Prüfungsangst: 1,
};
const PROVIDERS = { daily_co: 5, livekit: 4, beyond_presence: 1, none: 1 };
/** All that the contract lets a reporter say, and what is meant by it. */
export const WORDS: Record<string, Level | null> = {
  excellent: 'excellent',
  good: 'good',
  fair: 'fair',
  poor: 'poor',
  warning: 'fair',
  low: 'fair',
  bad: 'poor',
  'very-low': 'poor',
  lost: 'poor',
  unknown: null,
};
const HEARD = {
  excellent: 30,
  good: 30,
  fair: 12,
  poor: 6,
  warning: 3,
  low: 2,
  bad: 2,
  'very-low': 1,
  lost: 1,
  unknown: 3,
};

const BEFORE_MS = 45 * 24 * HOUR_MS;
const SESSIONS_OF_THE_DAY = 550;
const SESSIONS_BEFORE = 350;

/**
 * Every report of every session: of the day, of the weeks before it, and of those at the edges of the windows
 * and of the order of arrival.
 */
export function sessionReportsOf(seed: number): SessionReport[] {
  const random = seededRandom(seed, 'sessions');
  const ofTheDay = Array.from({ length: SESSIONS_OF_THE_DAY }, () =>
    lifeOf(random, DAY_START_MS + random() * (DAY_END_MS - DAY_START_MS)),
  );
  const before = Array.from({ length: SESSIONS_BEFORE }, () => pastOf(random));
  return [
    ...ofTheDay,
    ...before,
    ...Object.values(INSTANTS).map((instant) => [...edgesAt(random, instant), ...oldNewsAt(random, instant)]),
  ].flat();
}

function lifeOf(random: Random, fromMs: number): SessionReport[] {
  const startMs = Math.floor(fromMs);
  const base = baseOf(random, startMs);
  const endMs = startMs + Math.floor(lognormal(random, 35, 0.7) * MINUTE_MS);
  const isForgotten = random() < 0.08;
  const isHeard = random() < 0.7;
  const quality = (nowMs: number) => (isHeard ? qualityOf(random, startMs, nowMs) : {});
  const reports: SessionReport[] = [{ atMs: startMs, told: base }];
  for (let ms = next(random, startMs); ms < endMs; ms = next(random, ms))
    reports.push({ atMs: ms, told: { ...base, last_seen_at: iso(ms), ...quality(ms) } });
  if (isForgotten) return reports.filter(({ atMs }) => atMs <= DAY_END_MS);
  const end = { ...base, end_time: iso(endMs), ...quality(endMs) };
  return [...reports, { atMs: endMs, told: end }].filter(({ atMs }) => atMs <= DAY_END_MS);
}

/** Ended before the day, some before the last 30 days; told at its beginning. */
function pastOf(random: Random): SessionReport[] {
  const startMs = DAY_START_MS - HOUR_MS - Math.floor(random() * BEFORE_MS);
  const endMs = startMs + Math.floor(random() * HOUR_MS);
  const base = baseOf(random, startMs);
  const told = { ...base, end_time: iso(endMs), ...qualityOf(random, startMs, endMs) };
  return [{ atMs: DAY_START_MS, told: startMs % 20 === 0 ? { ...told, counselor_category: 'Grief' } : told }];
}

/** Pairs to the millisecond inside and outside of each window that ends at `instant`. */
function edgesAt(random: Random, instant: number): SessionReport[] {
  const [halfHour, hour, month] = [30 * MINUTE_MS, HOUR_MS, 30 * 24 * HOUR_MS];
  return [0, 1].flatMap((late): SessionReport[] => {
    const seen = instant - halfHour - late;
    const heard = instant - hour - late;
    const begun = instant - month - late;
    const [quiet, open, old] = [seen, heard - HOUR_MS, begun].map((startMs) => baseOf(random, startMs));
    return [
      { atMs: seen, told: quiet! },
      {
        atMs: heard,
        told: { ...open!, quality_metrics: { connection_quality_average: 'poor', reported_at: iso(heard) } },
      },
      {
        atMs: DAY_START_MS,
        told: { ...old!, end_time: iso(begun + 1), ...qualityOf(random, begun, begun + 1) },
      },
    ];
  });
}

/** What was so before arrives last, in the very last step: it must not take back what is so now. */
function oldNewsAt(random: Random, instant: number): SessionReport[] {
  const ago = (minutes: number) => iso(instant - minutes * MINUTE_MS);
  const [seen, heard, ended] = [0, 1, 2].map(() => baseOf(random, instant - 55 * MINUTE_MS));
  const quality = (connection_quality_average: string, reported_at: string) => ({
    quality_metrics: { connection_quality_average, reported_at },
  });
  const news = [
    { ...seen!, last_seen_at: ago(25) },
    { ...heard!, ...quality('excellent', ago(25)) },
    { ...ended!, end_time: ago(25) },
  ];
  const oldNews = [
    { ...seen!, last_seen_at: ago(50) },
    { ...heard!, ...quality('poor', ago(50)) },
    { ...ended!, last_seen_at: ago(26) },
  ];
  return [
    ...news.map((told) => ({ atMs: instant - 25 * MINUTE_MS, told })),
    ...oldNews.map((told) => ({ atMs: instant - MINUTE_MS / 2, told })),
  ];
}

function baseOf(random: Random, startMs: number): Told {
  const provider = pick(random, PROVIDERS);
  return {
    session_id: uuidFrom(random),
    counselor_category: pick(random, CATEGORIES),
    ...(provider === 'none' ? {} : { provider }),
    start_time: iso(startMs),
  };
}

/** Some reports say how the connection is, some of these when that was measured. */
function qualityOf(random: Random, startMs: number, nowMs: number): Pick<Told, 'quality_metrics'> {
  if (random() < 0.35) return {};
  const connection_quality_average = pick(random, HEARD);
  if (random() < 0.5) return { quality_metrics: { connection_quality_average } };
  const measuredMs = Math.max(startMs, nowMs - Math.floor(random() * 90_000));
  return { quality_metrics: { connection_quality_average, reported_at: iso(measuredMs) } };
}

const next = (random: Random, ms: number): number => ms + Math.floor((3 + random() * 6) * MINUTE_MS);

const iso = (ms: number): string => new Date(ms).toISOString();
