import type { ReplicaPool } from '@watchroom/contracts';
import type { Sheet } from '../../lib/csv';

export const poolSheet = (replicas: ReplicaPool[]): Sheet => ({
  columns: [
    'api_process',
    'active',
    'idle',
    'size',
    'waiting',
    'wait_p95_ms',
    'time_outs',
    'reported_at_utc',
  ],
  rows: replicas.map(({ replica, active, idle, size, waiting, wait_ms, timeouts, reported_at }) => [
    replica,
    active,
    idle,
    size,
    waiting,
    wait_ms.p95,
    timeouts,
    reported_at,
  ]),
});
