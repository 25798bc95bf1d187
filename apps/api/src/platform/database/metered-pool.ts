import type pg from 'pg';
import type { Clock } from '../clock/clock';
import { type Checkout, DatabasePool } from './database.pool';
import type { PoolObserver } from './pool-observer';

/** In the queue for a connection, or while a new one was being opened; a refusal is neither. */
const GAVE_UP = /timeout exceeded when trying to connect|due to connection timeout|^timeout expired$/;

/** A DatabasePool class that reports how long each caller waited; `pool.query` passes here too. */
export function meteredPoolClass(observer: PoolObserver, clock: Clock): typeof DatabasePool {
  return class MeteredPool extends DatabasePool {
    override connect(): Promise<pg.PoolClient>;
    override connect(callback: Checkout): void;
    override connect(callback?: Checkout): Promise<pg.PoolClient> | void {
      const askedAt = clock.monotonicMs();
      const observe = (error: Error | undefined) => {
        if (!error) observer.waited(clock.monotonicMs() - askedAt);
        else if (!this.ending && GAVE_UP.test(error.message)) observer.timedOut(); // not those that the end cut off
      };
      if (callback === undefined) {
        return super.connect().then(
          (client) => (observe(undefined), client),
          (error: Error) => (observe(error), Promise.reject(error)),
        );
      }
      super.connect((error, client, release) => {
        observe(error);
        callback(error, client, release);
      });
    }
  };
}
