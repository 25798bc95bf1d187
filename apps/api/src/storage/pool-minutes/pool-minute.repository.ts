import type { StoredPoolUse } from '../../core/pool/pool-use';
import type { PoolGauge } from '../../platform/database/pool-observer';

/**
 * One replica's pool in one minute. `waits`: an encoded Distribution in ms; the gauge as of `reportedAt`.
 */
export interface PoolMinute extends PoolGauge, Partial<StoredPoolUse> {
  minute: Date;
  replica: string;
  waits: Buffer;
  timeouts: number;
  reportedAt: Date;
}

/** What each replica reports of its connection pool, by minute. */
export abstract class PoolMinuteRepository {
  /**
   * Replaces the rows of these minutes and replicas and marks their hours for folding; safe to repeat. A row reported later stays: what the database did
   * while nobody waited for it any more must not bring an old state back.
   */
  abstract replace(minutes: PoolMinute[]): Promise<void>;
  /** Rows of minutes that begin from `from` up to `until`, oldest first: a clock that is ahead tells of none. */
  abstract since(from: Date, until: Date): Promise<PoolMinute[]>;
}
