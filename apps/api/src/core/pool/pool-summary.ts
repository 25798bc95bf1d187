import type { DatabaseMetrics, DatabasePool, PoolWaits, ReplicaPool } from '@watchroom/contracts';
import { FEWEST_FOR_P95 } from '../health/health-facts';
import { Distribution } from '../latency/distribution';
import { MINUTE_MS } from '../time';

/** What one replica reported of one minute; waits in ms. */
export interface ReportedPoolMinute {
  minute: Date;
  replica: string;
  waits: Uint8Array;
  timeouts: number;
  active: number;
  idle: number;
  size: number;
  waiting: number;
  reportedAt: Date;
}

export interface PoolSummary extends Omit<DatabaseMetrics, 'evidence' | 'as_of'> {
  newestAt: Date | null;
  /** Reports whose waits are damaged in the database: their gauges and time-outs count. */
  unreadable: number;
  /** Replicas that fell silent within the window without having left. */
  silent: { replica: string; newestAt: Date }[];
  isStale: boolean;
  /** When the newest time-out leaves the window; null without one. */
  timeoutsCountUntil: Date | null;
}

/** A replica reports every 2 s; after this long without a report its gauges no longer count. */
export const POOL_REPORT_OVERDUE_MS = 10_000;

/** How many minute rows the window spans, the filling one included. */
export const POOL_WINDOW_MINUTES = 5;

/**
 * All replicas together: gauges are added, waits merged; `fallbackSize` while nobody reports. Waits and time-outs of a
 * replica that is gone have happened and still count.
 */
export function summarisePool(minutes: ReportedPoolMinute[], fallbackSize: number, now: Date): PoolSummary {
  const replicas = [...byReplica(minutes)].map(([replica, own]) => ofReplica(replica, own));
  const staying = replicas.filter(({ size }) => size > 0); // one that leaves gives its connections back and says so
  const isPresent = ({ reported_at }: ReplicaPool) =>
    now.getTime() - Date.parse(reported_at) <= POOL_REPORT_OVERDUE_MS;
  const present = staying.filter(isPresent);
  const total = (gauge: 'active' | 'idle' | 'size' | 'waiting') =>
    present.length === 0 ? null : present.reduce((sum, replica) => sum + replica[gauge], 0);
  const newest = Math.max(...replicas.map(({ reported_at }) => Date.parse(reported_at)));
  const { waits, unreadable } = mergedWaits(minutes);
  return {
    active: total('active'),
    idle: total('idle'),
    size: total('size') ?? fallbackSize,
    waiting: total('waiting'),
    wait_ms: waitsOf(waits),
    unreadable,
    timeouts: minutes.reduce((sum, { timeouts }) => sum + timeouts, 0),
    replicas: present,
    silent: staying
      .filter((replica) => !isPresent(replica))
      .map(({ replica, reported_at }) => ({ replica, newestAt: new Date(reported_at) })),
    newestAt: replicas.length === 0 ? null : new Date(newest),
    isStale: present.length === 0,
    timeoutsCountUntil: timeoutsCountUntil(minutes),
  };
}

function timeoutsCountUntil(minutes: ReportedPoolMinute[]): Date | null {
  const times = minutes.flatMap(({ minute, timeouts }) => (timeouts > 0 ? minute.getTime() : []));
  return times.length === 0 ? null : new Date(Math.max(...times) + POOL_WINDOW_MINUTES * MINUTE_MS);
}

function ofReplica(replica: string, minutes: ReportedPoolMinute[]): ReplicaPool {
  const latest = minutes.reduce((a, b) => (b.reportedAt > a.reportedAt ? b : a));
  const gauges: Omit<DatabasePool, 'wait_ms' | 'timeouts'> = {
    active: latest.active,
    idle: latest.idle,
    size: latest.size,
    waiting: latest.waiting,
  };
  return {
    replica,
    ...gauges,
    wait_ms: waitsOf(mergedWaits(minutes).waits),
    timeouts: minutes.reduce((sum, { timeouts }) => sum + timeouts, 0),
    reported_at: latest.reportedAt.toISOString(),
  };
}

function mergedWaits(minutes: ReportedPoolMinute[]): { waits: Distribution; unreadable: number } {
  const waits = new Distribution();
  const unreadable = minutes.filter((minute) => !waits.mergeReadable(minute.waits)).length;
  return { waits, unreadable };
}

function waitsOf(waits: Distribution): PoolWaits {
  const [p50, p95] = [waits.quantile(0.5), waits.quantile(0.95)];
  return {
    p50: p50?.value ?? null,
    p95: p95?.value ?? null,
    max: waits.max,
    n: waits.count,
    relative_error: p50 && p95 && larger(p50.relativeError, p95.relativeError),
    too_few: waits.count < FEWEST_FOR_P95,
  };
}

/** Of two errors, of which null has no bound. */
const larger = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : Math.max(a, b);

function byReplica(minutes: ReportedPoolMinute[]): Map<string, ReportedPoolMinute[]> {
  const groups = new Map<string, ReportedPoolMinute[]>();
  for (const minute of minutes) groups.set(minute.replica, [...(groups.get(minute.replica) ?? []), minute]);
  return groups;
}
