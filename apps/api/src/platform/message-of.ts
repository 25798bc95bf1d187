/** What went wrong, for one line of the log. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');
