import type { AverageQuality, OpenSessions, SessionMetrics } from '@watchroom/contracts';
import { HOUR_MS, MINUTE_MS } from './day';
import { type Level, type SessionReport, WORDS } from './session-lives';

interface Session {
  category: string;
  provider: string | null;
  startMs: number;
  endMs: number | null;
  seenMs: number;
  quality: { level: Level; atMs: number } | null;
}

const LEVELS: Level[] = ['excellent', 'good', 'fair', 'poor'];
/** Ages of the last sign of life by which stale sessions are told apart. */
const STALE_HOURS: [from: number, to: number | null][] = [
  [0.5, 2],
  [2, 6],
  [6, 24],
  [24, 7 * 24],
  [7 * 24, null],
];
const SCORES = { excellent: 4, good: 3, fair: 2, poor: 1 };

/** Every session as the reports that arrived tell it. */
export class SessionTruth {
  private readonly sessions: Session[];

  constructor(delivered: readonly SessionReport[]) {
    const byId = new Map<string, SessionReport[]>();
    for (const report of delivered)
      byId.set(report.told.session_id, [...(byId.get(report.told.session_id) ?? []), report]);
    this.sessions = [...byId.values()].map(sessionOf);
  }

  open(nowMs: number): OpenSessions {
    const open = this.sessions.filter(({ endMs }) => endMs === null);
    const active = open.filter(({ seenMs }) => nowMs - seenMs <= 30 * MINUTE_MS);
    const carriedBy = (name: string | null) => active.filter(({ provider }) => provider === name).length;
    const ages = open.map(({ seenMs }) => nowMs - seenMs);
    const between = (from: number, to: number) => ages.filter((age) => age > from && age <= to).length;
    return {
      active: between(-Infinity, 30 * MINUTE_MS),
      stale: between(30 * MINUTE_MS, Infinity),
      stale_by_age: STALE_HOURS.map(([from, to]) => ({
        from_seconds: from * 3600,
        to_seconds: to === null ? null : to * 3600,
        sessions: between(from * HOUR_MS, to === null ? Infinity : to * HOUR_MS),
      })),
      active_by_provider: {
        daily_co: carriedBy('daily_co'),
        livekit: carriedBy('livekit'),
        beyond_presence: carriedBy('beyond_presence'),
        unknown: carriedBy(null),
      },
      active_with_avatar: null, // no webhook comes
    };
  }

  /** The newest time that is known of any session. */
  get newestMs(): number | null {
    const times = this.sessions.map(({ seenMs, endMs }) => Math.max(seenMs, endMs ?? 0));
    return times.length === 0 ? null : Math.max(...times);
  }

  quality(nowMs: number): { average: AverageQuality; n: number; newestMs: number | null } {
    const heard = this.sessions.flatMap(({ quality }) => quality ?? []);
    const recent = heard.filter(({ atMs }) => nowMs - atMs <= HOUR_MS);
    const newestMs = heard.length === 0 ? null : Math.max(...heard.map(({ atMs }) => atMs));
    if (recent.length === 0) return { average: 'unknown', n: 0, newestMs };
    const mean = recent.reduce((sum, { level }) => sum + SCORES[level], 0) / recent.length;
    const average = mean >= 3.5 ? 'excellent' : mean >= 2.5 ? 'good' : mean >= 1.5 ? 'fair' : 'poor';
    return { average, n: recent.length, newestMs };
  }

  /** The body of `/sessions`. */
  lastThirtyDays(nowMs: number): Omit<SessionMetrics, 'as_of' | 'evidence'> {
    const counted = this.sessions.filter(({ startMs }) => nowMs - startMs <= 30 * 24 * HOUR_MS);
    const withQuality = counted.flatMap(({ quality }) => quality ?? []);
    const categories = new Set(this.sessions.map(({ category }) => category));
    const sessions_by_category = Object.fromEntries(
      [...categories].map((name) => [name, counted.filter(({ category }) => category === name).length]),
    );
    const counts = LEVELS.map((level) => withQuality.filter((each) => each.level === level).length);
    const [excellent = 0, good = 0, fair = 0, poor = 0] = sharesOf(counts);
    return {
      total_sessions: counted.length,
      sessions_by_category,
      connection_quality_distribution: { excellent, good, fair, poor },
      sessions_with_quality: withQuality.length,
      open_sessions: this.open(nowMs),
    };
  }
}

function sessionOf(reports: SessionReport[]): Session {
  const told = reports.map((report) => report.told);
  const { counselor_category, start_time, provider = null } = told[0]!;
  const ends = told.flatMap(({ end_time }) => (end_time === undefined ? [] : Date.parse(end_time)));
  const heard = told.flatMap(({ quality_metrics, last_seen_at }) => {
    const level = WORDS[quality_metrics?.connection_quality_average ?? 'unknown'] ?? null;
    const at = quality_metrics?.reported_at ?? last_seen_at ?? start_time;
    return level === null ? [] : { level, atMs: Date.parse(at) };
  });
  const seen = told.map(({ last_seen_at }) => Date.parse(last_seen_at ?? start_time));
  return {
    category: counselor_category,
    provider,
    startMs: Date.parse(start_time),
    endMs: ends.length === 0 ? null : Math.min(...ends),
    seenMs: Math.max(...seen, ...heard.map(({ atMs }) => atMs)),
    quality: heard.toSorted((a, b) => a.atMs - b.atMs).at(-1) ?? null,
  };
}

/** Tenths of a percent: what rounding down leaves over goes to those who lost most by it, the better level first. */
function sharesOf(counts: number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts;
  const tenths = counts.map((count) => Math.floor((count * 1000) / total));
  const lost = counts.map((count) => (count * 1000) % total);
  let left = 1000 - tenths.reduce((sum, each) => sum + each, 0);
  for (const index of [0, 1, 2, 3].toSorted((a, b) => lost[b]! - lost[a]! || a - b))
    if (left-- > 0) tenths[index]!++;
  return tenths.map((each) => each / 10);
}
