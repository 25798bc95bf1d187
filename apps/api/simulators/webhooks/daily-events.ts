import { roomName } from '../sessions/vendor-rooms';
import type { SimulatedSession } from '../sessions/simulated-session';
import type { VendorEvent } from './vendor-event';

const PEOPLE = [0, 1];

/** What Daily.co tells of one session. Nobody has a name. */
export function dailyEventsOf(session: SimulatedSession, isPoor: boolean): VendorEvent[] {
  const quality = isPoor ? 'bad' : 'good';
  return [
    meeting(session, 'meeting.started', session.startMs),
    ...PEOPLE.map((index) => participant(session, index, 'participant.joined', quality)),
    ...PEOPLE.map((index) => participant(session, index, 'participant.left', quality)),
    meeting(session, 'meeting.ended', session.endMs),
  ];
}

function meeting(
  session: SimulatedSession,
  type: 'meeting.started' | 'meeting.ended',
  atMs: number,
): VendorEvent {
  const { id, startMs, endMs } = session;
  const end = type === 'meeting.ended' ? { end_ts: endMs / 1000 } : {};
  return event(type, `${type === 'meeting.started' ? 'met-sta' : 'met-end'}-${id}`, atMs, {
    start_ts: startMs / 1000,
    ...end,
    meeting_id: id,
    room: roomName(session),
  });
}

function participant(
  session: SimulatedSession,
  index: number,
  type: 'participant.joined' | 'participant.left',
  networkQualityState: 'good' | 'bad',
): VendorEvent {
  const { id, startMs, endMs } = session;
  const isLeft = type === 'participant.left';
  const atMs = isLeft ? endMs : startMs;
  return event(type, `ptcpt-${isLeft ? 'left' : 'join'}-${id}-${index}`, atMs, {
    room: roomName(session),
    session_id: `${id}-${index}`,
    joined_at: startMs / 1000,
    ...(isLeft ? { duration: (endMs - startMs) / 1000 } : {}),
    owner: false,
    permissions: { hasPresence: true, canSend: true, canReceive: { base: true }, canAdmin: false },
    networkQualityState,
  });
}

const event = (type: string, id: string, atMs: number, payload: object): VendorEvent => ({
  vendor: 'daily_co',
  atMs,
  body: { version: '1.0.0', type, id, payload, event_ts: atMs / 1000 },
});
