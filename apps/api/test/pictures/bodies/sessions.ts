import type { CategoryMetrics, OpenSessions, SessionMetrics } from '@watchroom/contracts';
import { sessionsAt } from '../lived-days';
import { ago, HOUR_MS, iso, NOW_MS, unrest } from '../moment';
import { evidence } from './evidence';

const AGES = [1800, 7200, 21_600, 86_400, 604_800];

/** `stale`: sessions of each band, the youngest first. */
export const openSessions = (active: number, stale = [0, 0, 0, 0, 0]): OpenSessions => ({
  active,
  stale: stale.reduce((total, sessions) => total + sessions, 0),
  stale_by_age: AGES.map((from_seconds, index) => ({
    from_seconds,
    to_seconds: AGES[index + 1] ?? null,
    sessions: stale[index] ?? 0,
  })),
  active_by_provider: byProvider(active),
  active_with_avatar: active === 0 ? null : Math.round(active * 0.31),
});

function byProvider(active: number): OpenSessions['active_by_provider'] {
  const [daily_co, livekit] = [Math.round(active * 0.37), Math.round(active * 0.53)];
  const beyond_presence = Math.floor((active - daily_co - livekit) / 2);
  return { daily_co, livekit, beyond_presence, unknown: active - daily_co - livekit - beyond_presence };
}

const OPEN = openSessions(112, [2, 1, 0, 0, 0]);
const ofSessions = (n: number, seconds: number) => evidence(n, seconds, { sources: ['sessions'] });

export const sessionMetrics = (): SessionMetrics => ({
  total_sessions: 44_338,
  sessions_by_category: {
    Anxiety: 11_982,
    'Academic stress': 9_661,
    Relationships: 7_569,
    Loneliness: 5_803,
    Sleep: 4_789,
    Career: 3_861,
    Grief: 640,
    'Not told': 33,
  },
  connection_quality_distribution: { excellent: 45.8, good: 36.4, fair: 12.8, poor: 5 },
  sessions_with_quality: 44_305,
  open_sessions: OPEN,
  evidence: {
    total_sessions: ofSessions(44_338, 2_592_000),
    connection_quality_distribution: ofSessions(44_305, 2_592_000),
  },
  as_of: iso(NOW_MS - 900),
});

export function category(name: string): CategoryMetrics {
  const lastMs = Math.floor(NOW_MS / HOUR_MS) * HOUR_MS;
  const points = Array.from({ length: 25 }, (_, index) => {
    const startMs = lastMs - (24 - index) * HOUR_MS;
    const sessions = Math.round((sessionsAt(startMs) / 6) * (index === 24 ? 0.6 : 1));
    const [poor, fair] = [Math.round(sessions * 0.06), Math.round(sessions * 0.13)];
    const good = Math.round(sessions * (0.33 + 0.1 * unrest('good', startMs)));
    return {
      start: iso(startMs),
      sessions,
      filling: index === 24,
      quality: { excellent: sessions - poor - fair - good, good, fair, poor },
    };
  });
  const total = points.reduce((sum, { sessions }) => sum + sessions, 0);
  return {
    category: name,
    from: points[0]!.start,
    to: iso(lastMs + HOUR_MS),
    step_seconds: 3600,
    points,
    total_sessions: total,
    sessions_with_quality: total,
    connection_quality_distribution: { excellent: 47.9, good: 33.2, fair: 13.1, poor: 5.8 },
    evidence: {
      total_sessions: ofSessions(total, 86_400),
      connection_quality_distribution: ofSessions(total, 86_400),
    },
    as_of: ago(1),
  };
}
