import type { QualityLevel } from '@watchroom/contracts';
import { busyness, HOUR_MS, MINUTE_MS } from '../chance/rhythm';
import { pick, poisson, seededRandom, uuidFrom } from '../chance/seeded-random';

/** How often an open session says how it is. */
export const REPORT_EVERY_MS = 30_000;
/** At the calmest hour, still enough on each carrier to say something of it. */
const SESSIONS_PER_HOUR = 64;
const SHORTEST_MS = 35 * MINUTE_MS;
export const LONGEST_MS = 110 * MINUTE_MS;

/** Shares of the categories in percent; grief is always rare. */
export const CATEGORIES = {
  Anxiety: 27,
  'Academic stress': 22,
  Relationships: 17,
  Loneliness: 13,
  Sleep: 11,
  Career: 8.5,
  Grief: 1.5,
} as const;

const PROVIDERS = { daily_co: 50, livekit: 50 } as const;
const QUALITIES = { excellent: 46, good: 36, fair: 13, poor: 5 } as const;
const STEADY = 0.85;

/** One session of the play: a UUID and what the platform would report of it, no person behind it. */
export interface SimulatedSession {
  id: string;
  category: keyof typeof CATEGORIES;
  provider: keyof typeof PROVIDERS;
  startMs: number;
  endMs: number;
  usualQuality: QualityLevel;
}

/** The sessions that start within the UTC hour at `hourMs`: the same at each call, on each machine. */
export function sessionsOfHour(hourMs: number): SimulatedSession[] {
  const random = seededRandom('sessions', hourMs);
  const sessions: SimulatedSession[] = [];
  for (let n = poisson(random, SESSIONS_PER_HOUR * busyness(hourMs)); n > 0; n--) {
    const startMs = hourMs + Math.floor(random() * HOUR_MS);
    const length = SHORTEST_MS + ((random() + random()) / 2) * (LONGEST_MS - SHORTEST_MS);
    sessions.push({
      id: uuidFrom(random),
      category: pick(random, CATEGORIES),
      provider: pick(random, PROVIDERS),
      startMs,
      endMs: startMs + Math.floor(length),
      usualQuality: pick(random, QUALITIES),
    });
  }
  return sessions;
}

const MOST_HOURS_KNOWN = 16;
const knownHours = new Map<number, SimulatedSession[]>();

/** The live play asks for the same few hours again and again. */
function knownOfHour(hourMs: number): SimulatedSession[] {
  const sessions = knownHours.get(hourMs) ?? sessionsOfHour(hourMs);
  knownHours.delete(hourMs);
  knownHours.set(hourMs, sessions);
  if (knownHours.size > MOST_HOURS_KNOWN) knownHours.delete(knownHours.keys().next().value!);
  return sessions;
}

/** Sessions with any part of them in [fromMs, untilMs), by start. */
export function* sessionsWithin(fromMs: number, untilMs: number): Generator<SimulatedSession> {
  const firstHour = Math.floor((fromMs - LONGEST_MS) / HOUR_MS) * HOUR_MS;
  for (let hour = firstHour; hour < untilMs; hour += HOUR_MS)
    for (const session of knownOfHour(hour))
      if (session.endMs > fromMs && session.startMs < untilMs) yield session;
}

/** Whole reporting periods since the start of the session: a session's reports are numbered by them. */
export const reportNumber = (session: SimulatedSession, atMs: number): number =>
  Math.floor((Math.min(atMs, session.endMs) - session.startMs) / REPORT_EVERY_MS);

/** Quality that report number `number` tells: mostly the session's usual one, at times another. */
export function qualityOf(session: SimulatedSession, number: number): QualityLevel {
  const random = seededRandom('quality', session.id, number);
  return random() < STEADY ? session.usualQuality : pick(random, QUALITIES);
}
