import type { RoomMark, ServiceEvent } from '../webhooks/service-event';
import { grouped } from './grouped';
import { earliest, latest } from './participation';

/** Clocks and reconnects: a participant may come this much before a meeting is told to begin, or leave after it. */
const SLACK_MS = 20_000;

export interface Meeting {
  /** Null: participants of a room of which no meeting is known. */
  id: string | null;
  /** At least one. */
  events: ServiceEvent[];
  from: Date;
  /** Null until the vendor says so. */
  endedAt: Date | null;
  /** When the next meeting began in the same room: by then this one was over. */
  supersededAt: Date | null;
}

/**
 * Meetings of one place, oldest first. Events without a meeting's id (Daily.co's participants) belong to the meeting
 * that went on in the room when their participant came.
 */
export function meetingsOf(events: readonly ServiceEvent[]): Meeting[] {
  const named = grouped(
    events.filter(({ meeting }) => meeting !== null),
    ({ meeting }) => meeting,
  );
  const known = inOrder(
    [...named].filter(([, some]) => tellsOfMeeting(some)).map(([id, some]) => meetingOf(id, some)),
  );
  const homeless: ServiceEvent[] = [];
  for (const stay of staysOf(events.filter(({ meeting }) => meeting === null))) {
    const home = meetingAt(earliest(stay.map(({ at }) => at))!, known);
    (home?.events ?? homeless).push(...stay);
  }
  return tellsOfMeeting(homeless) ? [...known, meetingOf(null, homeless)] : known;
}

/** What failed in a meeting may be told long after it, and without its room. */
const tellsOfMeeting = (events: readonly ServiceEvent[]): boolean =>
  events.some(({ kind }) => kind !== 'failed');

/** What the newest event that tells it tells; a mark may come with the room's name, or later with its metadata. */
export function markOf({ events }: Meeting): RoomMark {
  const newestFirst = events.toSorted(
    (a, b) => b.at.getTime() - a.at.getTime() || (told(a) < told(b) ? 1 : -1),
  );
  return {
    sessionId: newestFirst.find(({ mark }) => mark.sessionId !== null)?.mark.sessionId ?? null,
    category: newestFirst.find(({ mark }) => mark.category !== null)?.mark.category ?? null,
  };
}

const told = ({ mark }: ServiceEvent): string => `${mark.sessionId ?? ''} ${mark.category ?? ''}`;

function meetingOf(id: string | null, events: ServiceEvent[]): Meeting {
  const openings = events.filter(({ kind }) => kind === 'opened').map(({ at }) => at);
  return {
    id,
    events,
    from: earliest(openings) ?? earliest(events.map(({ at }) => at))!,
    endedAt: latest(events.filter(({ kind }) => kind === 'ended').map(({ at }) => at)),
    supersededAt: null,
  };
}

/** A room holds one meeting at a time. */
function inOrder(meetings: Meeting[]): Meeting[] {
  const sorted = meetings.toSorted((a, b) => a.from.getTime() - b.from.getTime() || (a.id! < b.id! ? -1 : 1));
  return sorted.map((meeting, i) => ({ ...meeting, supersededAt: sorted[i + 1]?.from ?? null }));
}

/** Events of one participant stay together; one without a participant stays alone. */
function staysOf(events: readonly ServiceEvent[]): ServiceEvent[][] {
  return [
    ...grouped(events, ({ participant, id }) =>
      participant === null ? `event ${id}` : participant,
    ).values(),
  ];
}

/** The meeting that goes on then, else the nearest within the slack; of two as near the later one. */
function meetingAt(at: Date, meetings: readonly Meeting[]): Meeting | null {
  let best: { meeting: Meeting; gap: number } | null = null;
  for (const meeting of meetings) {
    const gap = gapTo(meeting, at);
    if (gap <= SLACK_MS && (best === null || gap <= best.gap)) best = { meeting, gap };
  }
  return best?.meeting ?? null;
}

/** In ms; 0 while the meeting goes on. */
function gapTo({ from, endedAt, supersededAt }: Meeting, at: Date): number {
  const end = endedAt ?? supersededAt;
  return Math.max(0, from.getTime() - at.getTime(), end === null ? 0 : at.getTime() - end.getTime());
}
