import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Real time also where tests choose the clock: whoever waits for an answer waits in real time. All threads of the
 * process have it in common.
 */
function nowMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1_000 + nanoseconds / 1_000_000;
}

const ends = new AsyncLocalStorage<number>();

/** The time that was given for all of it together has passed; what was under way is given up. */
export class DeadlinePassed extends Error {
  constructor() {
    super('The deadline has passed');
  }
}

/** Everything that `work` asks of the database, however many statements, gets `ms` together. */
export const inTime = <T>(ms: number, work: () => T): T => ends.run(nowMs() + ms, work);

/** The deadline of whoever calls this, for work that another thread of the process does for it; null without one. */
export const deadline = (): number | null => ends.getStore() ?? null;

/** Work that another thread asked for, under the deadline that it has there. */
export const until = <T>(end: number | null, work: () => T): T =>
  end === null ? work() : ends.run(end, work);

/** Work that a caller's deadline is no business of, such as a lease or what is done after the answer. */
export const withoutDeadline = <T>(work: () => T): T => ends.exit(work);

/** Milliseconds that are left to whoever calls this, below 0 once they have passed; null without a deadline. */
export function leftMs(): number | null {
  const end = ends.getStore();
  return end === undefined ? null : end - nowMs();
}
