/** A wait for a database connection that people begin to feel; the limit of the health rules. */
export const SLOW_WAIT_MS = 100;
