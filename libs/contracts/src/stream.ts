/** The event of `/api/admin/metrics/stream` whose data is the body of `/api/admin/metrics/current`. */
export const CURRENT_EVENT = 'current';

/** At the latest after so many seconds an event comes, changed or not: who hears none for longer is cut off. */
export const STREAM_REPEATS_AFTER_SECONDS = 15;
