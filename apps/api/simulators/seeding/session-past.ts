import { AVATAR_SERVICE, type QualityLevel, type SessionProvider } from '@watchroom/contracts';
import type { SessionMinute } from '../../src/storage/session-minutes/session-minute.repository';
import { HOUR_MS, MINUTE_MS } from '../chance/rhythm';
import { callsWithin } from '../sessions/managed-calls';
import { sessionsWithin } from '../sessions/simulated-session';

/** As long as a report of quality counts. */
const QUALITY_COUNTS_MS = HOUR_MS;

/**
 * What would have been counted at the start of each minute from `fromMs` up to `untilMs`: the sessions and managed calls
 * of the play that were open, what they needed, and the usual quality of those that had reported within the hour.
 */
export function sessionMinutesOf(fromMs: number, untilMs: number): SessionMinute[] {
  const length = Math.max(0, Math.ceil((untilMs - fromMs) / MINUTE_MS));
  const active = new Tide(fromMs, length);
  const needed: Record<SessionProvider, Tide> = {
    daily_co: new Tide(fromMs, length),
    livekit: new Tide(fromMs, length),
    beyond_presence: new Tide(fromMs, length),
    unknown: new Tide(fromMs, length),
  };
  const quality: Record<QualityLevel, Tide> = {
    excellent: new Tide(fromMs, length),
    good: new Tide(fromMs, length),
    fair: new Tide(fromMs, length),
    poor: new Tide(fromMs, length),
  };
  for (const session of sessionsWithin(fromMs - QUALITY_COUNTS_MS, untilMs)) {
    const { startMs, endMs, usualQuality, provider } = session;
    active.add(startMs, endMs);
    needed[provider].add(startMs, endMs);
    if (provider === 'livekit') needed[AVATAR_SERVICE].add(startMs, endMs); // an avatar is in each
    quality[usualQuality].add(startMs, endMs + QUALITY_COUNTS_MS);
  }
  for (const { startMs, endMs } of callsWithin(fromMs, untilMs)) {
    active.add(startMs, endMs);
    needed[AVATAR_SERVICE].add(startMs, endMs);
  }
  return Array.from({ length }, (_, index) => {
    const minute = new Date(fromMs + index * MINUTE_MS);
    const at = (tide: Tide) => tide.at(index);
    return {
      minute,
      active: at(active),
      stale: 0,
      quality: {
        excellent: at(quality.excellent),
        good: at(quality.good),
        fair: at(quality.fair),
        poor: at(quality.poor),
      },
      byProvider: {
        daily_co: at(needed.daily_co),
        livekit: at(needed.livekit),
        beyond_presence: at(needed.beyond_presence),
        unknown: at(needed.unknown),
      },
      sampledAt: minute, // earlier than anything that was really seen of this minute, which then stays
    };
  });
}

/** How many of many spans hold each minute; asked for the minutes in order. */
class Tide {
  private readonly turns: Int32Array;
  private level = 0;

  constructor(
    private readonly fromMs: number,
    private readonly length: number,
  ) {
    this.turns = new Int32Array(length + 1);
  }

  add(startMs: number, endMs: number): void {
    this.turns[this.place(startMs)]! += 1;
    this.turns[this.place(endMs)]! -= 1;
  }

  at(index: number): number {
    return (this.level += this.turns[index]!);
  }

  private place(ms: number): number {
    return Math.min(this.length, Math.max(0, Math.ceil((ms - this.fromMs) / MINUTE_MS)));
  }
}
