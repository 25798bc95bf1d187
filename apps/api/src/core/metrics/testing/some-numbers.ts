import { someServices } from '../../health/testing/some-facts';
import { Distribution } from '../../latency/distribution';
import { type PoolSummary } from '../../pool/pool-summary';
import { countsByProvider, type OpenCounts } from '../../sessions/open-sessions';
import type { MeasuredNumbers } from '../measured-numbers';

export const somePool = (at: Date, changes: Partial<PoolSummary> = {}): PoolSummary => ({
  active: 2,
  idle: 4,
  size: 10,
  waiting: 0,
  wait_ms: { p50: 0.4, p95: 2, max: 9, n: 530, relative_error: 0.0055, too_few: false },
  timeouts: 0,
  replicas: [],
  silent: [],
  newestAt: at,
  isStale: false,
  timeoutsCountUntil: null,
  unreadable: 0,
  ...changes,
});

/** `count` requests that took `ms` each. */
export function someLatency(count: number, ms = 120): Distribution {
  const distribution = new Distribution();
  for (let n = 0; n < count; n++) distribution.record(ms);
  return distribution;
}

/** Half of the sessions by LiveKit, of all but one is known by whom; an avatar in three. */
export const someOpenCounts = (active: number): OpenCounts => ({
  active,
  stale: 0,
  staleByAge: [],
  activeByProvider: countsByProvider(active, {
    livekit: Math.floor(active / 2),
    daily_co: Math.max(0, Math.ceil(active / 2) - 1),
  }),
  activeWithAvatar: Math.min(active, 3),
});

/** What is read of a system that is well, and was judged. */
export const someNumbers = (at: Date, changes: Partial<MeasuredNumbers> = {}): MeasuredNumbers => ({
  readAt: at,
  sessions: { ...someOpenCounts(17), newestAt: at, newestOpenAt: at },
  quality: { counts: { excellent: 10, good: 5, fair: 1, poor: 0 }, newestAt: at },
  requests: { requests: 1000, errors: 10, services: ['api'], newestAt: at },
  latency: { distribution: someLatency(200), unreadable: 0, services: ['api'], newestAt: at },
  reporting: [{ service: 'api', newestAt: at }],
  intake: { overflowing: [], behindMs: 0, unreadable: 0 },
  pool: somePool(at),
  externalServices: someServices(),
  certificates: [],
  judged: { verdicts: [], judgedAt: at },
  outages: [],
  ...changes,
});
