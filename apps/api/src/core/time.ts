export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** A quarter of a UTC day. */
export const QUARTER_MS = 6 * HOUR_MS;

/** Start of the minute that holds a moment (ms since 1970). */
export const minuteOf = (atMs: number): number => Math.floor(atMs / MINUTE_MS) * MINUTE_MS;

/**
 * Start of the minute to which a report belongs that ends at `atMs`. What is exported at exactly 10:05:00.000
 * happened in 10:04.
 */
export const minuteEndingAt = (atMs: number): number => minuteOf(atMs - 1);

/** Start of the UTC hour that holds a moment (ms since 1970). */
export const hourOf = (atMs: number): number => Math.floor(atMs / HOUR_MS) * HOUR_MS;
