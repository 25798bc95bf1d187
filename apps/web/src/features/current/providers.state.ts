import {
  AVATAR_SERVICE,
  type CurrentMetrics,
  EXTERNAL_SERVICE_NAMES,
  EXTERNAL_SERVICES,
  type OpenSessions,
  type SessionProvider,
} from '@watchroom/contracts';
import { counted, formatCount } from '../../lib/format';
import type { Reading } from '../../lib/reading';
import { judge, type Observed, type TileState } from '../../lib/tile-state';
import { observeActive, UNCOUNTED } from './active-sessions.state';

export interface ProviderRow {
  provider: SessionProvider;
  name: string;
  /** Active sessions that need it. */
  count: number;
  /** Of these, those that another service carries: only the avatar in them is of this one. */
  asAvatar: number;
  /** Length against the longest bar, 0..1. */
  share: number;
}

export interface Providers {
  rows: ProviderRow[];
  /** What the rows rest on, in words. */
  basis: string;
}

export const providersState = (reading: Reading<CurrentMetrics>, nowMs: number): TileState<Providers> =>
  judge(reading, nowMs, (current): Observed<Providers> => {
    const observed = observeActive(current);
    const { open_sessions: open } = current;
    if (!('value' in observed)) return observed;
    if (open === null) return { kind: 'blind', reason: UNCOUNTED };
    return { ...observed, value: { rows: rowsOf(open), basis: basisOf(open) } };
  });

/** Services in the order of the page; sessions of which nobody told a provider are a row of their own, if there are any. */
export function rowsOf({
  active_by_provider: carried,
  active_with_avatar: withAvatar,
}: OpenSessions): ProviderRow[] {
  const services = EXTERNAL_SERVICES.map((provider) => {
    const asAvatar = provider === AVATAR_SERVICE ? (withAvatar ?? 0) : 0;
    return {
      provider,
      name: EXTERNAL_SERVICE_NAMES[provider],
      count: carried[provider] + asAvatar,
      asAvatar,
    };
  });
  const untold = { provider: 'unknown' as const, name: 'Not told', count: carried.unknown, asAvatar: 0 };
  const rows = carried.unknown > 0 ? [...services, untold] : services;
  const longest = Math.max(1, ...rows.map(({ count }) => count));
  return rows.map((row) => ({ ...row, share: row.count / longest }));
}

/** "17 active sessions, now; 3 with an avatar count in two rows" */
function basisOf({ active, active_with_avatar: withAvatar }: OpenSessions): string {
  const all = counted(active, 'active session');
  if (withAvatar === null || withAvatar === 0) return `${all}, now`;
  return `${all}, now; ${formatCount(withAvatar)} with an avatar ${withAvatar === 1 ? 'counts' : 'count'} in two rows`;
}
