import { HOUR_MS } from '../time';
/** What is remembered of failed sign-ins: a count (whole for accounts, draining for addresses) and its age. */
export interface Failures {
  count: number;
  lastAt: Date;
}

/** How one kind of key is slowed down. */
export interface ThrottleRule {
  /** Milliseconds until the next try is allowed; 0 = now. */
  waitMs(failures: Failures | null, now: Date): number;
  /** What is remembered after one more failure. */
  afterFailure(failures: Failures | null, now: Date): Failures;
}

const FREE_TRIES = 5;
const FIRST_DELAY_MS = 1_000;
/** Short enough that nobody can lock an admin out for long; with it a password meets 1,440 guesses a day at most. */
const LONGEST_DELAY_MS = 60_000;
const ADDRESS_LIMIT = 30;
const ADDRESS_DRAIN_MS = 10_000;

/** A failure older than this is forgotten by both rules. */
export const FORGET_FAILURES_AFTER_MS = HOUR_MS;

/** By account: five tries are free, then the delay doubles from 1 s to 60 s; an hour of quiet forgets. */
export const accountRule: ThrottleRule = {
  waitMs(failures, now) {
    const count = remembered(failures, now);
    if (failures === null || count < FREE_TRIES) return 0;
    const delayMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (count - FREE_TRIES));
    return Math.max(0, delayMs - elapsedMs(failures, now));
  },
  afterFailure: (failures, now) => ({ count: remembered(failures, now) + 1, lastAt: now }),
};

/** By address: a bucket of 30 failures that drains by one every 10 s, so that a shared address is slowed, never shut. */
export const addressRule: ThrottleRule = {
  waitMs: (failures, now) => Math.max(0, drained(failures, now) + 1 - ADDRESS_LIMIT) * ADDRESS_DRAIN_MS,
  afterFailure: (failures, now) => ({ count: drained(failures, now) + 1, lastAt: now }),
};

function remembered(failures: Failures | null, now: Date): number {
  return failures === null || elapsedMs(failures, now) > FORGET_FAILURES_AFTER_MS ? 0 : failures.count;
}

function drained(failures: Failures | null, now: Date): number {
  return failures === null ? 0 : Math.max(0, failures.count - elapsedMs(failures, now) / ADDRESS_DRAIN_MS);
}

function elapsedMs(failures: Failures, now: Date): number {
  return Math.max(0, now.getTime() - failures.lastAt.getTime());
}
