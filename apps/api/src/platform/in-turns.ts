import { setImmediate } from 'node:timers/promises';
import { DeadlinePassed, leftMs } from './deadline';

/** Whoever else waits for the thread hardly notices so much. */
const TURN_MS = 10;

/**
 * Works on one item after the other, and lets others have the thread between them.
 * @throws DeadlinePassed as soon as nobody waits for it any more.
 */
export async function inTurns<T>(items: Iterable<T>, work: (item: T) => void): Promise<void> {
  let turnOver = performance.now() + TURN_MS;
  for (const item of items) {
    work(item);
    if (performance.now() < turnOver) continue;
    await setImmediate();
    if ((leftMs() ?? 1) <= 0) throw new DeadlinePassed();
    turnOver = performance.now() + TURN_MS;
  }
}
