import type { Meeting } from './meeting';
import { latest, type Participation } from './participation';

/** Whoever loses the connection has this long to come back; Daily.co and LiveKit wait as long by themselves. */
export const GRACE_MS = 20_000;

interface MeetingEnd {
  /** Null while it goes on. */
  at: Date | null;
  /** When it will have ended if nothing more is heard; null where that is not so. */
  dueAt: Date | null;
}

/**
 * When a meeting ended: when the vendor says so; else when its room was used again; else when the last person has been
 * gone for the grace. Not every vendor tells an end, and those that do may fail to deliver it.
 */
export function endOf(meeting: Meeting, stays: readonly Participation[], now: Date): MeetingEnd {
  if (meeting.endedAt !== null) return { at: meeting.endedAt, dueAt: null };
  const goneAt = lastPersonGoneAt(stays);
  if (meeting.supersededAt !== null) {
    const lastSign = latest(meeting.events.flatMap(({ kind, at }) => (kind === 'failed' ? [] : [at])))!;
    const end = goneAt ?? lastSign;
    return { at: end < meeting.supersededAt ? end : meeting.supersededAt, dueAt: null };
  }
  if (goneAt === null) return { at: null, dueAt: null };
  const dueAt = new Date(goneAt.getTime() + GRACE_MS);
  return dueAt <= now ? { at: goneAt, dueAt: null } : { at: null, dueAt };
}

/** Null while a person is there, and where none was ever seen. */
function lastPersonGoneAt(stays: readonly Participation[]): Date | null {
  const persons = stays.filter(({ role }) => role === 'person');
  return persons.some(({ until }) => until === null) ? null : latest(persons.map(({ until }) => until));
}
