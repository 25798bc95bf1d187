/** How often the page asks for every figure, unless the reader chooses otherwise. */
export const REFETCH_MS = 30_000;

/** How often it asks for what is missing, contradicts itself or could not be had. */
export const LIVE_MS = 5_000;

/** What the reader may choose instead; null: not at all. */
export const PACES_MS = [null, 10_000, REFETCH_MS, 60_000, 300_000] as const;
export type PaceMs = (typeof PACES_MS)[number];

/** Figures older than two refreshes are shown as old. */
export const REFRESHES_UNTIL_STALE = 2;
