/** How often the page asks for every figure. */
export const REFETCH_MS = 30_000;

/** How often the live counter asks for the current state. */
export const LIVE_MS = 5_000;

/** Figures older than twice their cadence are shown as old. */
export const STALE_AFTER_MS = 2 * REFETCH_MS;
