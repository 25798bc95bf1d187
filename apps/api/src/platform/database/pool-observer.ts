/** Told of every checkout of the connection pool. Must never throw. */
export abstract class PoolObserver {
  /** A caller got its connection after `waitMs`. */
  abstract waited(waitMs: number): void;
  /** A caller gave up waiting. */
  abstract timedOut(): void;
  /** A connection was checked out. */
  abstract taken(): void;
  /** One was given back, or closed instead. */
  abstract returned(): void;
  /** So many callers wait now: for them there is no connection, and none can be opened. */
  abstract queued(callers: number): void;
}

/** Counters of the pool as it stands now. */
export interface PoolGauge {
  active: number;
  idle: number;
  size: number;
  waiting: number;
}
