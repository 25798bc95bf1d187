import {
  AVATAR_SERVICE,
  type ExternalServiceKey,
  type OpenSessions,
  type SessionProvider,
} from '@watchroom/contracts';

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const EDGES_SECONDS = [2 * HOUR_SECONDS, 6 * HOUR_SECONDS, DAY_SECONDS, 7 * DAY_SECONDS];

/** Open sessions at one moment, as they are counted. */
export interface OpenCounts {
  active: number;
  /** Open, but without a sign of life within the window. */
  stale: number;
  staleByAge: OpenSessions['stale_by_age'];
  activeByProvider: OpenSessions['active_by_provider'];
  activeWithAvatar: OpenSessions['active_with_avatar'];
}

/** Ages in seconds at which a band of stale sessions begins, ascending; the first is the end of the active window. */
export function staleEdges(activeWindowMs: number): [number, ...number[]] {
  const windowSeconds = activeWindowMs / 1000;
  return [windowSeconds, ...EDGES_SECONDS.filter((edge) => edge > windowSeconds)];
}

/** `counts`: active sessions first, then those of each band, in the order of `staleEdges`. */
export function countsByAge(
  counts: readonly number[],
  activeWindowMs: number,
): Pick<OpenCounts, 'active' | 'stale' | 'staleByAge'> {
  const edges = staleEdges(activeWindowMs);
  const bands = edges.map((edge, i) => ({
    from_seconds: edge,
    to_seconds: edges[i + 1] ?? null,
    sessions: counts[i + 1] ?? 0,
  }));
  return {
    active: counts[0] ?? 0,
    stale: bands.reduce((sum, band) => sum + band.sessions, 0),
    staleByAge: bands,
  };
}

/** Every active session in one place: those of which nobody told the provider are the rest. */
export function countsByProvider(
  active: number,
  told: Partial<Record<ExternalServiceKey, number>>,
): OpenCounts['activeByProvider'] {
  const { daily_co = 0, livekit = 0, beyond_presence = 0 } = told;
  const unknown = active - daily_co - livekit - beyond_presence;
  return { daily_co, livekit, beyond_presence, unknown };
}

/**
 * Active sessions by the provider that they need: the one that carries them, and the one whose avatar is in them, as far
 * as avatars are told of. A session may need two.
 */
export const countsByNeed = (
  counts: Pick<OpenCounts, 'activeByProvider' | 'activeWithAvatar'>,
): Record<SessionProvider, number> => ({
  ...counts.activeByProvider,
  [AVATAR_SERVICE]: counts.activeByProvider[AVATAR_SERVICE] + (counts.activeWithAvatar ?? 0),
});

/** As both `/current` and `/sessions` tell them. */
export const openSessionsOf = (counts: OpenCounts): OpenSessions => ({
  active: counts.active,
  stale: counts.stale,
  stale_by_age: counts.staleByAge,
  active_by_provider: counts.activeByProvider,
  active_with_avatar: counts.activeWithAvatar,
});
