import { Distribution } from '../latency/distribution';
import type { PoolUse, StoredPoolUse } from './pool-use';

/**
 * One replica's pool in one minute. `waits`: encoded, in ms; `waiting`: callers that waited when it was reported.
 */
export interface PoolMinutePart extends StoredPoolUse {
  minute: Date;
  waits: Uint8Array;
  timeouts: number;
  waiting: number;
}

/** The pools of all replicas in one UTC hour; `observedMinutes` of 60 in which any of them reported. */
export interface PoolHour {
  hour: Date;
  observedMinutes: number;
  waits: Distribution;
  /** Reports whose waits are damaged, and missing here. */
  unreadable: number;
  timeouts: number;
  waitingMax: number;
  /** Null where no replica told its use; `minutes` of 60 in which any of them did. */
  use: (Omit<PoolUse, 'waitingMax'> & { minutes: number }) | null;
}

/** The same in whatever order the parts come; null without any. `waitingMax`: most that any one replica reported. */
export function foldPoolHour(hour: Date, parts: readonly PoolMinutePart[]): PoolHour | null {
  if (parts.length === 0) return null;
  const waits = new Distribution();
  const unreadable = parts.filter((part) => !waits.mergeReadable(part.waits)).length;
  return {
    hour,
    observedMinutes: new Set(parts.map(({ minute }) => minute.getTime())).size,
    waits,
    unreadable,
    timeouts: parts.reduce((sum, { timeouts }) => sum + timeouts, 0),
    waitingMax: Math.max(...parts.map(({ waiting, waitingMax }) => waitingMax ?? waiting)),
    use: useOf(parts),
  };
}

function useOf(parts: readonly PoolMinutePart[]): PoolHour['use'] {
  const told = parts.filter(({ offeredMs }) => (offeredMs ?? 0) > 0);
  if (told.length === 0) return null;
  return {
    usedMs: told.reduce((sum, { usedMs }) => sum + (usedMs ?? 0), 0),
    offeredMs: told.reduce((sum, { offeredMs }) => sum + (offeredMs ?? 0), 0),
    useMax: Math.max(...told.map(({ useMax }) => useMax ?? 0)),
    minutes: new Set(told.map(({ minute }) => minute.getTime())).size,
  };
}
