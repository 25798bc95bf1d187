import type { DatabaseMetrics, DatabasePool, PoolWaits, ReplicaPool } from '@watchroom/contracts';
import { counted, formatError, formatMs, formatTime } from '../../lib/format';
import type { Reading } from '../../lib/reading';
import { SLOW_WAIT_MS } from '../../lib/slow-wait';
import { judge, type TileState } from '../../lib/tile-state';
import type { Tone } from '../../lib/tone';

/** A pool that somebody reports. */
export interface ReportedPool extends DatabasePool {
  replicas: ReplicaPool[];
}

export interface PoolJudgement {
  tone: Tone;
  word: string;
}

export const databasePoolState = (
  reading: Reading<DatabaseMetrics>,
  nowMs: number,
): TileState<ReportedPool> =>
  judge(reading, nowMs, (pool) => {
    const { active, idle, waiting } = pool;
    if (active === null || idle === null || waiting === null)
      return { kind: 'blind', reason: silenceOf(pool.evidence.active.newest_at, nowMs) };
    const value = { ...pool, active, idle, waiting };
    return { kind: isIdle(value) ? 'zero' : 'value', value };
  });

/** Gauges of a process that is gone are not old but void: there is no last value to show. */
const silenceOf = (newestAt: string | null, nowMs: number): string =>
  newestAt === null
    ? 'No API process reports the use of its connections at the moment.'
    : `No API process reports the use of its connections; the last one did at ${formatTime(Date.parse(newestAt), nowMs)}.`;

/** What the pool's own facts say, by the limits of system health. */
export function judgePool(pool: DatabasePool): PoolJudgement {
  if (pool.timeouts > 0) return { tone: 'critical', word: 'Callers gave up' };
  if (pool.waiting > 0) return { tone: 'warning', word: 'Callers are waiting' };
  if (areLong(pool.wait_ms)) return { tone: 'warning', word: 'Long waits' };
  return { tone: 'ok', word: 'No queue' };
}

/** One caller in twenty waits so long that people feel it, and enough of them were seen to say so. */
export const areLong = ({ p95, too_few }: PoolWaits): boolean => !too_few && (p95 ?? 0) > SLOW_WAIT_MS;

/** A wait in words; a dash without a checkout. */
export const waitText = (ms: number | null): string => (ms === null ? '–' : formatMs(ms));

/** What the waits rest on: "over 1,204 checkouts in 5 minutes, ±0.6 %". */
export function basisOf({ n, too_few, relative_error }: PoolWaits): string {
  const basis = `over ${counted(n, 'checkout')} in 5 minutes`;
  if (n === 0) return `no checkout in 5 minutes`;
  if (too_few) return `${basis}: too few to judge the waits`;
  return relative_error === null ? basis : `${basis}, ${formatError(relative_error)}`;
}

const isIdle = (pool: DatabasePool): boolean =>
  pool.active === 0 && pool.waiting === 0 && pool.wait_ms.n === 0;
