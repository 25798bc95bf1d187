import type { CurrentMetrics, Evidence, OpenSessions } from '@watchroom/contracts';
import { formatSpan } from '../../lib/format';
import type { Reading } from '../../lib/reading';
import { judge, type Observed, type TileState } from '../../lib/tile-state';

export interface ActiveSessions {
  active: number;
  /** The stale ones are counted apart; null when not known. */
  open: OpenSessions | null;
  windowSeconds: number;
  evidence: Evidence;
}

export const activeSessionsState = (
  reading: Reading<CurrentMetrics>,
  nowMs: number,
): TileState<ActiveSessions> => judge(reading, nowMs, observeActive);

export const UNCOUNTED = 'The sessions cannot be counted at the moment.';

/** What an answer says of active sessions, whatever is shown of them. */
export function observeActive(current: CurrentMetrics): Observed<ActiveSessions> {
  const evidence = current.evidence.active_sessions_count;
  const active = current.active_sessions_count;
  // A count of nothing ever reported says nothing about who is in a session.
  if (active === null || evidence.newest_at === null)
    return {
      kind: 'blind',
      reason: evidence.newest_at === null ? 'No platform has reported a session yet.' : UNCOUNTED,
    };
  const value = {
    active,
    open: current.open_sessions,
    windowSeconds: current.active_window_seconds,
    evidence,
  };
  if (evidence.stale)
    return {
      kind: 'old',
      value,
      newestAtMs: Date.parse(evidence.newest_at),
    };
  return { kind: active === 0 ? 'zero' : 'value', value };
}

/** Bands that hold a session, in words. */
export const staleRows = ({ stale_by_age: bands }: OpenSessions): { age: string; sessions: number }[] =>
  bands
    .filter(({ sessions }) => sessions > 0)
    .map(({ from_seconds: from, to_seconds: to, sessions }) => ({
      age: to === null ? `more than ${formatSpan(from)} ago` : `${formatSpan(from)} to ${formatSpan(to)} ago`,
      sessions,
    }));
