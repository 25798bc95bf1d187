/** Told of every checkout of the connection pool. Must never throw. */
export abstract class PoolObserver {
  /** A caller got its connection after `waitMs`. */
  abstract waited(waitMs: number): void;
  /** A caller gave up waiting. */
  abstract timedOut(): void;
}

/** Counters of the pool as it stands now. */
export interface PoolGauge {
  active: number;
  idle: number;
  size: number;
  waiting: number;
}
