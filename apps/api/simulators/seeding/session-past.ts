import { AVATAR_SERVICE, QUALITY_LEVELS, SESSION_PROVIDERS } from '@watchroom/contracts';
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
  const needed = tidesOf(SESSION_PROVIDERS, fromMs, length);
  const quality = tidesOf(QUALITY_LEVELS, fromMs, length);
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
    return {
      minute,
      active: active.at(index),
      stale: 0,
      quality: allAt(quality, index),
      byProvider: allAt(needed, index),
      sampledAt: minute, // earlier than anything that was really seen of this minute, which then stays
    };
  });
}

const tidesOf = <Key extends string>(keys: readonly Key[], fromMs: number, length: number) =>
  Object.fromEntries(keys.map((key) => [key, new Tide(fromMs, length)])) as Record<Key, Tide>;

const allAt = <Key extends string>(tides: Record<Key, Tide>, index: number) =>
  Object.fromEntries(Object.entries<Tide>(tides).map(([key, tide]) => [key, tide.at(index)])) as Record<
    Key,
    number
  >;

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
