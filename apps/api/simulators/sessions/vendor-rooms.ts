import type { VendorSession } from '../vendors/stand-in';
import { sessionsWithin, type SimulatedSession } from './simulated-session';

/** Person and counsellor, or person and avatar. */
const PARTICIPANTS = 2;

/** The room's name by the convention that ties a vendor's meeting to the platform's session. */
export const roomName = ({ id, category }: Pick<SimulatedSession, 'id' | 'category'>): string =>
  `${category.toLowerCase().replaceAll(' ', '-')}--${id}`;

/** Sessions that run at `nowMs` on one vendor, as that vendor sees them. */
export const roomsOn = (provider: SimulatedSession['provider'], nowMs: number): VendorSession[] =>
  openOn(provider, nowMs).map((session) => ({
    id: session.id,
    room: roomName(session),
    participants: PARTICIPANTS,
    startedAt: new Date(session.startMs),
  }));

/** Sessions that run at `nowMs` on one vendor. */
export const openOn = (provider: SimulatedSession['provider'], nowMs: number): SimulatedSession[] =>
  [...sessionsWithin(nowMs, nowMs + 1)].filter((session) => session.provider === provider);
