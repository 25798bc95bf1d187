import type { SessionMetrics } from '@watchroom/contracts';
import type { Reading } from '../../lib/reading';
import { unheard } from './session-reports';
import { judge, type TileState } from '../../lib/tile-state';

export interface CategoryBar {
  category: string;
  count: number;
  /** Length against the longest bar, 0..1. */
  share: number;
}

export interface Categories {
  total: number;
  bars: CategoryBar[];
}

export const categoriesState = (reading: Reading<SessionMetrics>, nowMs: number): TileState<Categories> =>
  judge(reading, nowMs, (sessions) => {
    const evidence = sessions.evidence.total_sessions;
    const value = { total: sessions.total_sessions, bars: barsOf(sessions.sessions_by_category) };
    const silence = unheard(evidence, value);
    if (silence !== null) return silence;
    if (value.bars.length === 0)
      return { kind: 'no-traffic', reason: 'No session was reported within the last 30 days.' };
    return { kind: value.total === 0 ? 'zero' : 'value', value };
  });

/** Most sessions first, equal ones by name; categories without sessions stay in the list. */
export function barsOf(byCategory: Record<string, number>): CategoryBar[] {
  const longest = Math.max(1, ...Object.values(byCategory));
  return Object.entries(byCategory)
    .map(([category, count]) => ({ category, count, share: count / longest }))
    .toSorted((a, b) => b.count - a.count || a.category.localeCompare(b.category));
}
