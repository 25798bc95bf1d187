import type { DatabaseMetrics, DatabasePool } from '@watchroom/contracts';
import type { Reading } from '../../lib/reading';
import { judge, type TileState } from '../../lib/tile-state';
import type { Tone } from '../../lib/tone';

/** A wait that people begin to feel; the limit of the health rules. */
const SLOW_WAIT_MS = 100;
/** Below this many waits a p95 has no upper bound: the first connections of a start are no trend. */
const FEWEST_WAITS = 59;

export interface PoolJudgement {
  tone: Tone;
  word: string;
}

export const databasePoolState = (
  reading: Reading<DatabaseMetrics>,
  nowMs: number,
): TileState<DatabaseMetrics> =>
  judge(reading, nowMs, (pool) => {
    if (pool.replicas.length === 0 && pool.size === 0)
      return { kind: 'blind', reason: 'No API process has reported its pool within the last 5 minutes.' };
    return { kind: isIdle(pool) ? 'zero' : 'value', value: pool };
  });

/** What the pool's own facts say, by the limits of system health. */
export function judgePool(pool: DatabasePool): PoolJudgement {
  if (pool.timeouts > 0) return { tone: 'critical', word: 'Callers gave up' };
  if (pool.waiting > 0) return { tone: 'warning', word: 'Callers are waiting' };
  if (pool.wait_ms.n >= FEWEST_WAITS && (pool.wait_ms.p95 ?? 0) > SLOW_WAIT_MS)
    return { tone: 'warning', word: 'Long waits' };
  return { tone: 'ok', word: 'No queue' };
}

const isIdle = (pool: DatabasePool): boolean =>
  pool.active === 0 && pool.waiting === 0 && pool.wait_ms.n === 0;
