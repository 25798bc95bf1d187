import type { OpenSessions } from '@watchroom/contracts';

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const EDGES_SECONDS = [2 * HOUR_SECONDS, 6 * HOUR_SECONDS, DAY_SECONDS, 7 * DAY_SECONDS];

/** Ages in seconds at which a band of stale sessions begins, ascending; the first is the end of the active window. */
export function staleEdges(activeWindowMs: number): [number, ...number[]] {
  const windowSeconds = activeWindowMs / 1000;
  return [windowSeconds, ...EDGES_SECONDS.filter((edge) => edge > windowSeconds)];
}

/** `counts`: active sessions first, then those of each band, in the order of `staleEdges`. */
export function openSessionsOf(counts: readonly number[], activeWindowMs: number): OpenSessions {
  const edges = staleEdges(activeWindowMs);
  const bands = edges.map((edge, i) => ({
    from_seconds: edge,
    to_seconds: edges[i + 1] ?? null,
    sessions: counts[i + 1] ?? 0,
  }));
  return {
    active: counts[0] ?? 0,
    stale: bands.reduce((sum, band) => sum + band.sessions, 0),
    stale_by_age: bands,
  };
}
