import type { MonitoringEvent, NewsLine } from '@watchroom/contracts';
import { healthOfWord } from './describe-event';

/** One subject as one source tells it, over the time that the events cover. */
export interface Track {
  key: string;
  /** The newest event. */
  last: MonitoringEvent;
  worst: NewsLine['health'];
  isOver: boolean;
  /** When it began to be bad, the last time; null: before the first event. */
  since: Date | null;
  /** When it was over; null while it goes on. */
  until: Date | null;
  /** How often it began to be bad. */
  times: number;
  /** In all, as far as it is known. */
  badMs: number;
}

const SEVERITY = { healthy: 0, unknown: 1, degraded: 2, critical: 3 } as const;

/** Each subject that was not fine at any time, in no order. */
export function tracksOf(events: readonly MonitoringEvent[], now: Date): Track[] {
  const byKey = new Map<string, MonitoringEvent[]>();
  for (const event of events) byKey.set(keyOf(event), [...(byKey.get(keyOf(event)) ?? []), event]);
  return [...byKey].flatMap(([key, own]) => {
    const track = trackOf(
      key,
      own.toSorted((a, b) => a.at.localeCompare(b.at)),
      now,
    );
    return track === null ? [] : [track];
  });
}

/** The beginning and the end of one incident belong together. */
const keyOf = ({ id }: MonitoringEvent): string => id.replace(/:(begun|ended):/, ':');

function trackOf(key: string, events: readonly MonitoringEvent[], now: Date): Track | null {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) return null;
  const before = healthOfWord(first.kind, first.from) ?? 'healthy';
  let [worst, since, times, badMs]: [Track['worst'] | null, Date | null, number, number] = [null, null, 0, 0];
  let isBad = before !== 'healthy';
  if (before !== 'healthy') [worst, times] = [before, 1];
  for (const [i, { at, health }] of events.entries()) {
    if (health !== 'healthy') {
      if (!isBad) [since, times] = [new Date(at), times + 1];
      if (worst === null || SEVERITY[health] > SEVERITY[worst]) worst = health;
      badMs += Date.parse(events[i + 1]?.at ?? now.toISOString()) - Date.parse(at);
    }
    isBad = health !== 'healthy';
  }
  if (worst === null) return null;
  const until = isBad ? null : new Date(last.at);
  return {
    key,
    last,
    worst: isBad ? worstNow(last, worst) : worst,
    isOver: !isBad,
    since,
    until,
    times,
    badMs,
  };
}

/** What goes on is as bad as it is now, not as it once was. */
const worstNow = ({ health }: MonitoringEvent, worst: Track['worst']): Track['worst'] =>
  health === 'healthy' ? worst : health;
