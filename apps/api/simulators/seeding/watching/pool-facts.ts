import type { HealthFacts } from '../../../src/core/health/health-facts';
import { POOL_WINDOW_MINUTES, summarisePool } from '../../../src/core/pool/pool-summary';
import { MINUTE_MS } from '../../chance/rhythm';
import { CONNECTIONS, poolMinuteOf } from '../pool-past';

/** What the pool of a past that ends at `nowMs` says of health at any of its moments. */
export class PoolFacts {
  private known: { minuteMs: number; facts: NonNullable<HealthFacts['pool']> } | null = null;

  constructor(private readonly nowMs: number) {}

  at(atMs: number): HealthFacts['pool'] {
    const minuteMs = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
    if (this.known?.minuteMs !== minuteMs) this.known = { minuteMs, facts: this.read(minuteMs) };
    return { ...this.known.facts, newestAt: new Date(atMs) };
  }

  /** Of a replica that is still there, as of the minute's begin: it reports every two seconds. */
  private read(minuteMs: number): NonNullable<HealthFacts['pool']> {
    const reportedAt = new Date(minuteMs);
    const minutes = Array.from({ length: POOL_WINDOW_MINUTES }, (_, back) => ({
      ...poolMinuteOf(minuteMs - back * MINUTE_MS, this.nowMs),
      size: CONNECTIONS,
      reportedAt,
    }));
    const pool = summarisePool(minutes, CONNECTIONS, reportedAt);
    return {
      waiting: pool.waiting ?? 0,
      waits: pool.wait_ms.n,
      waitP95Ms: pool.wait_ms.p95,
      timeouts: pool.timeouts,
      timeoutsCountUntil: pool.timeoutsCountUntil,
      newestAt: pool.newestAt,
      isStale: pool.isStale,
    };
  }
}
