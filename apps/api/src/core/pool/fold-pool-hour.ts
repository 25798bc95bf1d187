import { Distribution } from '../latency/distribution';

/** One replica's pool in one minute. `waits`: encoded, in ms; `waiting`: callers that waited when it was reported. */
export interface PoolMinutePart {
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
    waitingMax: Math.max(...parts.map(({ waiting }) => waiting)),
  };
}
