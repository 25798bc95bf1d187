import { roomName } from '../sessions/vendor-rooms';
import type { SimulatedSession } from '../sessions/simulated-session';
import { secondsOf, type VendorEvent } from './vendor-event';

/** Under this name Beyond Presence's avatars enter a room. */
const AVATAR = 'bey-avatar-agent';
const JOIN_SECONDS = 1;

type Session = Pick<SimulatedSession, 'id' | 'category' | 'startMs' | 'endMs'>;

/** What LiveKit tells of the room and of the person in it: opened, joined, left, finished. Nobody has a name. */
export function livekitEventsOf(session: Session, isCutOff: boolean): VendorEvent[] {
  const start = secondsOf(session.startMs);
  const end = secondsOf(session.endMs);
  const person = { sid: `PA_${session.id}`, identity: 'participant' };
  return [
    event(session, 'room_started', start, 'start'),
    event(session, 'participant_joined', start + JOIN_SECONDS, 'joined', { ...person, state: 'ACTIVE' }),
    event(session, 'participant_left', end, 'left', {
      ...person,
      state: 'DISCONNECTED',
      disconnectReason: isCutOff ? 'CONNECTION_TIMEOUT' : 'CLIENT_INITIATED',
    }),
    event(session, 'room_finished', end, 'finish'),
  ];
}

/** An avatar enters the room; whoever comes back, or takes over, comes as another stay. */
export const avatarCame = (session: Session, stay: string, atMs: number): VendorEvent =>
  avatarEvent(session, stay, 'participant_joined', atMs);

/** With a reason that tells nothing bad, as a closed signal connection is. */
export const avatarLeft = (session: Session, stay: string, atMs: number): VendorEvent =>
  avatarEvent(session, stay, 'participant_left', atMs);

/** Somebody came to the room and got no media. */
export const connectionAborted = (session: Session, attempt: string, atMs: number): VendorEvent =>
  event(session, 'participant_connection_aborted', secondsOf(atMs), `attempt-${attempt}`, {
    sid: `PA_${attempt}`,
    identity: 'participant',
    state: 'DISCONNECTED',
    disconnectReason: 'JOIN_FAILURE',
  });

function avatarEvent(
  session: Session,
  stay: string,
  name: 'participant_joined' | 'participant_left',
  atMs: number,
): VendorEvent {
  const isLeft = name === 'participant_left';
  const sid = `PA_a${stay}_${session.id}`;
  return event(session, name, secondsOf(atMs), `avatar${stay}-${isLeft ? 'left' : 'joined'}`, {
    sid,
    identity: AVATAR,
    kind: 'AGENT',
    state: isLeft ? 'DISCONNECTED' : 'ACTIVE',
    ...(isLeft ? { disconnectReason: 'SIGNAL_CLOSE' } : {}),
  });
}

/** As protojson writes it: camel case, 64-bit integers as strings. */
function event(
  session: Session,
  name: string,
  second: number,
  key: string,
  participant?: object,
): VendorEvent {
  const room = {
    sid: `RM_${session.id}`,
    name: roomName(session),
    creationTime: String(secondsOf(session.startMs)),
  };
  const told = participant === undefined ? {} : { participant };
  return {
    vendor: 'livekit',
    atMs: second * 1000,
    body: { event: name, id: `EV_${key}_${session.id}`, createdAt: String(second), room, ...told },
  };
}
