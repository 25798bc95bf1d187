import { type ExternalServiceKey, SESSION_CARRIERS } from '@watchroom/contracts';
import { NOT_TOLD } from '../sessions/session-state';
import type { ServiceEvent } from '../webhooks/service-event';
import { watchAvatars } from './avatar-watch';
import { grouped } from './grouped';
import type { BadEnd, Closure, HeardSession, KnownOfSession } from './heard-session';
import { markOf, type Meeting, meetingsOf } from './meeting';
import { endOf } from './meeting-end';
import { qualityOf } from './meeting-quality';
import { earliest, latest, participationsOf } from './participation';

const MOST_BAD_ENDS = 50;

interface FoldFacts {
  now: Date;
  /** Events before this may have been forgotten; what they told of the start of a session stands. */
  eventsKeptSince: Date;
  /** By session. */
  known: ReadonlyMap<string, KnownOfSession>;
  /** Lower-case UUID of a meeting that no session of the platform is known for; the same for the same meeting. */
  sessionIdOf: (service: ExternalServiceKey, meeting: string) => string;
}

/**
 * Sessions of one place by all of its events, ordered by id. The set decides, not the order or the repetition of the
 * events. A meeting whose mark names a session of the platform tells of that one; meetings of the same mark tell of one
 * session together. Any other meeting is a session of its own.
 */
export function foldPlace(events: readonly ServiceEvent[], facts: FoldFacts): HeardSession[] {
  const unique = [...new Map(events.filter(isPlaced).map((event) => [event.id, event])).values()];
  const parts = meetingsOf(unique).flatMap((meeting) => {
    const { sessionId, category } = markOf(meeting);
    const id = sessionId ?? (meeting.id === null ? null : facts.sessionIdOf(events[0]!.service, meeting.id));
    return id === null ? [] : [{ id, category, meeting }]; // participants of an unknown meeting: it is still to be told
  });
  return [...grouped(parts, ({ id }) => id)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, some]) => heardSession(id, some, facts));
}

/** What media carriers tell without its room (an agent's job) would be a second session of the same meeting. */
const isPlaced = ({ service, room }: ServiceEvent): boolean =>
  room !== null || !(SESSION_CARRIERS as readonly ExternalServiceKey[]).includes(service);

interface Part {
  category: string | null;
  meeting: Meeting;
}

function heardSession(sessionId: string, parts: readonly Part[], facts: FoldFacts): HeardSession {
  const known = facts.known.get(sessionId);
  const all = parts.flatMap(({ meeting }) => meeting.events);
  const stays = parts.map(({ meeting }) => participationsOf(meeting.events));
  const ends = parts.map(({ meeting }, i) => endOf(meeting, stays[i]!, facts.now));
  const heardEnd = ends.some(({ at }) => at === null) ? null : latest(ends.map(({ at }) => at));
  const lastSign = latest([...all.filter(isSignOfLife).map(({ at }) => at), known?.confirmedAt ?? null])!;
  const closure = heardEnd === null ? standing(known?.closure ?? null, lastSign) : null;
  const startTime = startOf(parts, known, facts);
  const end = heardEnd ?? closure?.lastSignAt ?? null;
  const endTime = end !== null && end < startTime ? startTime : end;
  return {
    report: {
      sessionId,
      category: parts.findLast(({ category }) => category !== null)?.category ?? NOT_TOLD,
      provider: all[0]!.service,
      startTime,
      endTime,
      lastSeenAt: endTime !== null && endTime < lastSign ? endTime : lastSign,
      quality: parts
        .map(({ meeting }) => qualityOf(meeting.events))
        .reduce((a, b) => (a && (!b || a.at > b.at) ? a : b)),
    },
    meetings: parts.flatMap(({ meeting }) => meeting.id ?? []).toSorted(),
    closure,
    badEnds: badEndsOf(all),
    avatar: watchAvatars(stays.flat(), endTime !== null),
    lookAgainAt: heardEnd === null ? earliest(ends.flatMap(({ dueAt }) => dueAt ?? [])) : null,
  };
}

const isSignOfLife = ({ kind }: ServiceEvent): boolean => kind !== 'failed';

/** A sign of life after the closure voids it: the vendor had been asked while it did not know the meeting. */
const standing = (closure: Closure | null, lastSign: Date): Closure | null =>
  closure !== null && lastSign <= closure.lastSignAt ? closure : null;

function startOf(
  parts: readonly Part[],
  known: KnownOfSession | undefined,
  { eventsKeptSince }: FoldFacts,
): Date {
  const heard = earliest(parts.map(({ meeting }) => meeting.from))!;
  return known && known.startTime < eventsKeptSince && known.startTime < heard ? known.startTime : heard;
}

const badEndsOf = (events: readonly ServiceEvent[]): BadEnd[] =>
  events
    .flatMap(({ at, badEnd }) => (badEnd === null ? [] : [{ at, reason: badEnd }]))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.reason < b.reason ? -1 : 1))
    .slice(-MOST_BAD_ENDS);
