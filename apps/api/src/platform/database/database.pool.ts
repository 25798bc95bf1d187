import { AsyncResource } from 'node:async_hooks';
import pg from 'pg';
import { DeadlinePassed, leftMs } from '../deadline';
import { DatabaseClient, READ_ONLY } from './database.client';

export type Checkout = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (broken?: unknown) => void,
) => void;

/** A server that stays read-only must not have us connect anew for every write that it refuses. */
const MOST_OFTEN_MS = 1_000;

/**
 * A pool of clients that mind deadlines. After a failover connections lead to the old server, which is read-only now,
 * for as long as they live: when one of them is told so, all of its era are closed as they come by.
 */
export class DatabasePool extends pg.Pool {
  private era = 0;
  private beganAtMs = -Infinity;
  private readonly eras = new WeakMap<pg.PoolClient, number>();

  constructor(options: pg.PoolConfig) {
    super({ ...options, Client: DatabaseClient as unknown as pg.PoolConfig['Client'] });
    this.on('connect', (client) => {
      this.eras.set(client, this.era);
      (client as NodeJS.EventEmitter).on(READ_ONLY, () => this.endEra());
    });
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Checkout): void;
  override connect(callback?: Checkout): Promise<pg.PoolClient> | void {
    if (callback !== undefined) return this.checkOut(callback);
    return new Promise((resolve, reject) =>
      this.checkOut((error, client) => (client === undefined ? reject(error as Error) : resolve(client))),
    );
  }

  private checkOut(callback: Checkout): void {
    if ((leftMs() ?? Infinity) <= 0) return callback(new DeadlinePassed(), undefined, () => undefined);
    const again = AsyncResource.bind(() => this.checkOut(callback)); // by the deadline of this caller, not of the one before
    super.connect((error, client, release) => {
      if (client === undefined || this.eras.get(client) === this.era) return callback(error, client, release);
      release(true);
      again();
    });
  }

  private endEra(): void {
    if (performance.now() - this.beganAtMs < MOST_OFTEN_MS) return;
    this.beganAtMs = performance.now();
    this.era++;
  }
}
