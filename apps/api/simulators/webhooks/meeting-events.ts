import type { ReportedQuality } from '@watchroom/contracts';
import type { SimulatedSession } from '../sessions/simulated-session';

/** What a vendor tells at one moment of a meeting. */
export interface MeetingEvent {
  atMs: number;
  body: object;
}

const PERSON_AFTER_MS = 1_000;
const AVATAR_AFTER_MS = 3_000;
const CLOSED_AFTER_MS = 2_000;
const POOR: ReadonlySet<ReportedQuality> = new Set(['poor', 'lost']);

/**
 * Everything that the vendor tells of a session, in the order of time; the same at each call but for how it ended.
 * The room is called after the session. Nobody's name: stand-ins know none.
 * @param weather how connections are where something is wrong with them
 */
export function eventsOf(session: SimulatedSession, weather: ReportedQuality | null): MeetingEvent[] {
  const isPoor = POOR.has(weather ?? session.usualQuality);
  return session.provider === 'livekit'
    ? livekitEvents(session, weather !== null && isPoor)
    : dailyEvents(session, isPoor);
}

function livekitEvents({ id, startMs, endMs }: SimulatedSession, isCutOff: boolean): MeetingEvent[] {
  const room = { sid: `RM_${id}`, name: id, creationTime: seconds(startMs) };
  const tell = (event: string, name: string, atMs: number, participant?: object): MeetingEvent => ({
    atMs,
    body: {
      event,
      id: `EV_${name}_${id}`,
      createdAt: seconds(atMs),
      room,
      ...(participant && { participant }),
    },
  });
  const student = { sid: `PA_${id}_1`, identity: 'student' };
  const avatar = { sid: `PA_${id}_2`, identity: 'bey-avatar-agent', kind: 'AGENT' };
  const disconnectReason = isCutOff ? 'CONNECTION_TIMEOUT' : 'CLIENT_INITIATED';
  return [
    tell('room_started', 'rs', startMs),
    tell('participant_joined', 'pj1', startMs + PERSON_AFTER_MS, student),
    tell('participant_joined', 'pj2', startMs + AVATAR_AFTER_MS, avatar),
    tell('participant_left', 'pl1', endMs, { ...student, disconnectReason }),
    tell('participant_left', 'pl2', endMs, { ...avatar, disconnectReason: 'ROOM_CLOSED' }),
    tell('room_finished', 'rf', endMs + CLOSED_AFTER_MS),
  ];
}

function dailyEvents({ id, startMs, endMs }: SimulatedSession, isPoor: boolean): MeetingEvent[] {
  const tell = (type: string, name: string, atMs: number, payload: object): MeetingEvent => ({
    atMs,
    body: {
      version: '1.0.0',
      type,
      id: `${name}-${id}`,
      payload: { room: id, ...payload },
      event_ts: atMs / 1000,
    },
  });
  const stay = (n: number, user: string, joinedMs: number) => ({
    session_id: `${id}-${n}`,
    user_id: user,
    joined_at: joinedMs / 1000,
    owner: false,
    permissions: { hasPresence: true, canSend: true },
    networkQualityState: isPoor ? 'bad' : 'good',
  });
  const student = stay(1, 'student', startMs + PERSON_AFTER_MS);
  const avatar = stay(2, 'bey-avatar-agent', startMs + AVATAR_AFTER_MS);
  const left = (joined: { joined_at: number }) => ({ ...joined, duration: endMs / 1000 - joined.joined_at });
  const meeting = { meeting_id: id, start_ts: startMs / 1000 };
  return [
    tell('meeting.started', 'met-sta', startMs, meeting),
    tell('participant.joined', 'ptcpt-join-1', startMs + PERSON_AFTER_MS, student),
    tell('participant.joined', 'ptcpt-join-2', startMs + AVATAR_AFTER_MS, avatar),
    tell('participant.left', 'ptcpt-left-1', endMs, left(student)),
    tell('participant.left', 'ptcpt-left-2', endMs, left(avatar)),
    tell('meeting.ended', 'met-end', endMs + CLOSED_AFTER_MS, { ...meeting, end_ts: endMs / 1000 }),
  ];
}

const seconds = (ms: number): string => String(Math.floor(ms / 1000));
