/** A quality report older than this says nothing of the quality now. */
export const RECENT_QUALITY_MS = 60 * 60_000;
