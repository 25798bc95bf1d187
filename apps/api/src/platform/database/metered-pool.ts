import type pg from 'pg';
import type { Clock } from '../clock/clock';
import { type Checkout, DatabasePool } from './database.pool';
import type { PoolObserver } from './pool-observer';

/** In the queue for a connection, or while a new one was being opened; a refusal is neither. */
const GAVE_UP = /timeout exceeded when trying to connect|due to connection timeout|^timeout expired$/;

/** Callers for whom there is neither a connection nor room for one, nor is one being opened. */
export const queueOf = (pool: DatabasePool): number =>
  Math.max(0, pool.waitingCount - pool.idleCount - pool.openingCount - (pool.options.max - pool.totalCount));

/**
 * A DatabasePool class that reports how long each caller waited, how many did, and what is checked out; `pool.query`
 * passes here too.
 */
export function meteredPoolClass(observer: PoolObserver, clock: Clock): typeof DatabasePool {
  return class MeteredPool extends DatabasePool {
    constructor(options: pg.PoolConfig) {
      super(options);
      this.on('acquire', () => observer.taken());
      this.on('release', () => observer.returned());
    }

    override connect(): Promise<pg.PoolClient>;
    override connect(callback: Checkout): void;
    override connect(callback?: Checkout): Promise<pg.PoolClient> | void {
      const askedAt = clock.monotonicMs();
      const observe = (error: Error | undefined) => {
        if (!error) observer.waited(clock.monotonicMs() - askedAt);
        else if (!this.ending && GAVE_UP.test(error.message)) observer.timedOut(); // not those that the end cut off
      };
      if (callback === undefined) {
        const checkout = super.connect().then(
          (client) => (observe(undefined), client),
          (error: Error) => (observe(error), Promise.reject(error)),
        );
        this.tellQueue();
        return checkout;
      }
      super.connect((error, client, release) => {
        observe(error);
        callback(error, client, release);
      });
      this.tellQueue();
    }

    /** A queue grows only by those who ask. */
    private tellQueue(): void {
      const callers = queueOf(this);
      if (callers > 0) observer.queued(callers);
    }
  };
}
