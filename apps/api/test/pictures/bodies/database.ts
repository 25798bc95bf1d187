import type { DatabaseMetrics, PoolWaits, ReplicaPool } from '@watchroom/contracts';
import { ago, iso, NOW_MS } from '../moment';
import { evidence } from './evidence';

const waits = (n: number): PoolWaits => ({
  p50: 0.11,
  p95: 2.4,
  max: 38.2,
  n,
  relative_error: 0.0055,
  too_few: false,
});

const replica = (name: string, active: number, n: number): ReplicaPool => ({
  replica: name,
  active,
  idle: 6 - active,
  size: 10,
  waiting: 0,
  wait_ms: waits(n),
  timeouts: 0,
  reported_at: ago(3),
});

export function databaseMetrics(): DatabaseMetrics {
  const replicas = [replica('api-7f2c', 2, 612), replica('api-9b1e', 1, 494)];
  const sources = replicas.map((each) => each.replica);
  return {
    active: 3,
    idle: 9,
    size: 20,
    waiting: 0,
    wait_ms: waits(1106),
    timeouts: 0,
    replicas,
    evidence: {
      active: evidence(2, 10, { sources, newest_at: ago(3) }),
      wait_ms: evidence(1106, 300, { sources, newest_at: ago(3), relative_error: 0.0055, too_few: false }),
    },
    as_of: iso(NOW_MS - 900),
  };
}
