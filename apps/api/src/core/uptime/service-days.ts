import type { ServiceDay, ServiceHistory, Uptime } from '@watchroom/contracts';
import {
  added,
  type JudgedProbe,
  NO_SECONDS,
  secondOf,
  secondsBetween,
  type StateSeconds,
  totalOf,
} from './state-seconds';

export const SHOWN_DAYS = 90;
export const DAY_SECONDS = 86_400;

/** What was folded of a UTC day: its first seconds, as many as there are in the sum. */
export interface FoldedDay {
  /** Its first moment. */
  day: Date;
  seconds: StateSeconds;
}

/** The UTC day that holds a moment, by its first moment. */
export const dayOf = (at: Date): Date => new Date(daySecond(secondOf(at)) * 1000);

/** The part of a UTC day that has passed at `until`, folded from its probes. Same result however often it is done. */
export function foldDay(day: Date, probes: readonly JudgedProbe[], until: Date): FoldedDay {
  const from = secondOf(day);
  return { day, seconds: secondsBetween(probes, from, Math.min(from + DAY_SECONDS, secondOf(until))) };
}

/** Until when the days are folded: the end of what was folded of the newest one; null without any. */
export function foldedUntil(days: readonly FoldedDay[]): Date | null {
  const ends = days.map(({ day, seconds }) => (secondOf(day) + totalOf(seconds)) * 1000);
  return ends.length === 0 ? null : new Date(Math.max(...ends));
}

/**
 * The last 90 days, oldest first: what is folded of each, and the rest by its probes up to `now`.
 * @param probes oldest first; all since what is folded ends
 */
export function historyOf(
  folded: readonly FoldedDay[],
  probes: readonly JudgedProbe[],
  now: Date,
): ServiceHistory {
  const known = new Map(folded.map(({ day, seconds }) => [secondOf(day), seconds]));
  const today = daySecond(secondOf(now));
  const days = Array.from({ length: SHOWN_DAYS }, (_, index) => {
    const from = today - (SHOWN_DAYS - 1 - index) * DAY_SECONDS;
    const told = known.get(from) ?? NO_SECONDS;
    const until = Math.min(from + DAY_SECONDS, secondOf(now));
    return serviceDay(from, added(told, secondsBetween(probes, from + totalOf(told), until)));
  });
  return { days, uptime: uptimeOf(days) };
}

/**
 * From the first day on which anything was observed. A degraded service is up.
 * @param days oldest first
 */
export function uptimeOf(days: readonly ServiceDay[]): Uptime {
  const first = days.findIndex((day) => observedOf(day) > 0);
  if (first === -1) return { days: 0, lower: null, upper: null, unobserved: 1 };
  const counted = days.slice(first);
  const sum = (of: (day: ServiceDay) => number) => counted.reduce((total, day) => total + of(day), 0);
  const unobserved = sum((day) => day.unobserved_seconds);
  const up = sum((day) => day.operational_seconds + day.degraded_seconds);
  const all = sum(observedOf) + unobserved;
  return {
    days: counted.length,
    lower: up / all,
    upper: (up + unobserved) / all,
    unobserved: unobserved / all,
  };
}

const daySecond = (second: number): number => Math.floor(second / DAY_SECONDS) * DAY_SECONDS;

const observedOf = (day: ServiceDay): number =>
  day.operational_seconds + day.degraded_seconds + day.down_seconds;

const serviceDay = (from: number, seconds: StateSeconds): ServiceDay => ({
  day: new Date(from * 1000).toISOString().slice(0, 10),
  operational_seconds: seconds.operational,
  degraded_seconds: seconds.degraded,
  down_seconds: seconds.down,
  unobserved_seconds: seconds.unobserved,
});
