import type { EntityManager } from 'typeorm';

/** Sessions by UTC hour of their start, category and quality: a rollup of the sessions, never a source of its own. */
export abstract class SessionHourRepository {
  /**
   * Recounts at most `mostHours` of the hours that are out of date, the newest first, and replaces their rows.
   * Safe to repeat. Resolves to the number of hours recounted. One folder at a time: others wait for the transaction
   * of `manager` to end.
   */
  abstract fold(mostHours: number, manager: EntityManager): Promise<number>;
}
