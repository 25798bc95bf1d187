/** Sessions by UTC hour of their start, category and quality: a rollup of the sessions, never a source of its own. */
export abstract class SessionHourRepository {
  /**
   * Recounts at most `mostHours` of the hours that are out of date, the newest first, and replaces their rows.
   * Safe to repeat. Resolves to the number of hours recounted.
   * @throws LeaseLost when another replica leads; nothing is changed then.
   */
  abstract fold(mostHours: number): Promise<number>;
}
