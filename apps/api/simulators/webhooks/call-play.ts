import { randomUUID } from 'node:crypto';
import type { ReportedQuality } from '@watchroom/contracts';
import type { Weather } from '../sessions/session-play';
import { LONGEST_MS, sessionsWithin, type SimulatedSession } from '../sessions/simulated-session';
import { callsWithin } from '../sessions/managed-calls';
import { openOn } from '../sessions/vendor-rooms';
import { shiftAt, shiftsOf } from './avatar-shifts';
import { managedCallEventsOf } from './beyond-presence-events';
import type { CallMood } from './call-mood';
import { dailyEventsOf } from './daily-events';
import { avatarCame, avatarLeft, connectionAborted, livekitEventsOf } from './livekit-events';
import type { VendorEvent } from './vendor-event';

/** Enough at once to be a share, then now and then. */
const FIRST_ATTEMPTS = 30;
const MORE_ATTEMPTS = 2;
/** What ended is told at the next full second. */
const ROUNDED_MS = 1_000;
const POOR: ReadonlySet<ReportedQuality> = new Set(['poor', 'lost']);

/** What happens in the rooms: a pure function of the time, but for what incidents do to them. */
export class CallPlay {
  /** Avatars that come back come as another stay. */
  private stay = 0;
  private avatarsToldGone = false;
  private mediaToldFailing = false;

  constructor(
    private readonly mood: CallMood,
    private readonly weather: Weather,
  ) {}

  /** What was to happen in (sinceMs, untilMs], oldest first. */
  planned(sinceMs: number, untilMs: number): VendorEvent[] {
    const events: VendorEvent[] = [];
    for (const session of sessionsWithin(sinceMs - ROUNDED_MS, untilMs))
      events.push(...this.eventsOf(session));
    for (const call of callsWithin(sinceMs, untilMs)) events.push(...managedCallEventsOf(call));
    return events.filter(({ atMs }) => atMs > sinceMs && atMs <= untilMs).toSorted((a, b) => a.atMs - b.atMs);
  }

  /** What incidents make happen now; each call is one more moment of them. */
  moved(nowMs: number): VendorEvent[] {
    return [...this.avatarsMoved(nowMs), ...this.attempts(nowMs)];
  }

  private eventsOf(session: SimulatedSession): VendorEvent[] {
    const weather = this.weather.byProvider.get(session.provider) ?? this.weather.all;
    const isPoor = POOR.has(weather ?? session.usualQuality);
    if (session.provider === 'daily_co') return dailyEventsOf(session, isPoor);
    const [opened, joined, ...ends] = livekitEventsOf(session, weather !== null && isPoor);
    const shifts = this.mood.avatarsGone ? [] : shiftsOf(session);
    const avatars = shifts.flatMap(({ number, fromMs, untilMs }) => [
      avatarCame(session, this.stayOf(number), fromMs),
      avatarLeft(session, this.stayOf(number), untilMs),
    ]);
    return [opened!, joined!, ...avatars, ...ends];
  }

  private stayOf(shift: number): string {
    return `${this.stay}_${shift}`;
  }

  private avatarsMoved(nowMs: number): VendorEvent[] {
    if (this.mood.avatarsGone === this.avatarsToldGone) return [];
    this.avatarsToldGone = this.mood.avatarsGone;
    const rooms = openOn('livekit', nowMs);
    if (!this.mood.avatarsGone) this.stay++;
    const move = this.mood.avatarsGone ? avatarLeft : avatarCame;
    return rooms.map((room) => move(room, this.stayOf(shiftAt(room, nowMs)), nowMs));
  }

  private attempts(nowMs: number): VendorEvent[] {
    const isFirst = this.mood.mediaFails && !this.mediaToldFailing;
    this.mediaToldFailing = this.mood.mediaFails;
    const rooms = this.mood.mediaFails ? roomsInReach(nowMs) : [];
    if (rooms.length === 0) return [];
    return Array.from({ length: isFirst ? FIRST_ATTEMPTS : MORE_ATTEMPTS }, (_, index) =>
      connectionAborted(rooms[index % rooms.length]!, randomUUID(), nowMs),
    );
  }
}

/** Rooms that people are in; at an hour without any, the one that was left last, to which somebody wants back. */
function roomsInReach(nowMs: number): SimulatedSession[] {
  const open = openOn('livekit', nowMs);
  if (open.length > 0) return open;
  const over = [...sessionsWithin(nowMs - LONGEST_MS, nowMs)].filter(
    ({ provider }) => provider === 'livekit',
  );
  return over.toSorted((a, b) => b.endMs - a.endMs).slice(0, 1);
}
