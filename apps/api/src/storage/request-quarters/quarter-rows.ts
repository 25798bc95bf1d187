/** In the column `service`: all services but Watchroom's own together. No sender can have this name. */
export const ALL_SERVICES = '';

/** SQL: start of the quarter of a UTC day that holds an hour. */
export const quarterOf = (hour: string): string =>
  `date_bin('6 hours', ${hour}, TIMESTAMPTZ '1970-01-01 00:00:00Z')`;
