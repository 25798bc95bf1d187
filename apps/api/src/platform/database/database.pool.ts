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
/** More of them take longer than one after the other: each is a process of the server and a proof of the password. */
const MOST_OPENED_AT_ONCE = 2;
/** The caller who waits for it gives up by a clock of its own. */
const OPENED_TOO_SLOWLY = /due to connection timeout|^timeout expired$/;

/** What pg-pool has inside: whoever waits, and the way to a new connection. */
interface Inside {
  _pendingQueue: { callback: Checkout }[];
  newClient(caller: { callback: Checkout; timedOut: boolean }): void;
}

/**
 * A pool of clients that mind deadlines. Callers wait in one line for whatever comes first: a connection that was given
 * back, or a new one; pg-pool alone binds the caller who finds none to the one that is opened then, however long that
 * takes. After a failover connections lead to the old server, which is read-only now, for as long as they live: when one
 * of them is told so, all of its era are closed as they come by.
 */
export class DatabasePool extends pg.Pool {
  private openingNow = 0;
  private era = 0;
  private beganAtMs = -Infinity;
  private readonly eras = new WeakMap<pg.PoolClient, number>();

  constructor(options: pg.PoolConfig) {
    super({ ...options, Client: DatabaseClient as unknown as pg.PoolConfig['Client'] });
    this.on('connect', (client) => {
      this.eras.set(client, this.era);
      (client as NodeJS.EventEmitter).on(READ_ONLY, () => this.endEra());
    });
    this.on('remove', () => this.openForThoseWhoWait());
  }

  /** Connections that are being opened; part of `totalCount`. */
  get openingCount(): number {
    return this.openingNow;
  }

  /**
   * Opens the connections that stay open for good, so that nobody waits for them when everything begins at once. Never
   * rejects: where none can be opened, the next caller is told why.
   */
  async warmUp(): Promise<void> {
    const { min = 0 } = this.options;
    let isOpened = true;
    while (isOpened && !this.ending && this.totalCount < min) isOpened = await this.openOne();
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Checkout): void;
  override connect(callback?: Checkout): Promise<pg.PoolClient> | void {
    if (callback !== undefined) return this.checkOut(callback);
    return new Promise((resolve, reject) =>
      this.checkOut((error, client) => (client === undefined ? reject(error as Error) : resolve(client))),
    );
  }

  /** Whoever waits is told at once: nothing is given out any more. */
  override end(): Promise<void>;
  override end(callback: () => void): void;
  override end(callback?: () => void): Promise<void> | void {
    const ended = callback === undefined ? super.end() : super.end(callback);
    while (this.waitingCount > 0)
      this.refuseFirst(new Error('Cannot use a pool after calling end on the pool'));
    return ended;
  }

  /** Asked by pg-pool, which would open a connection for one caller: all of them wait in the line instead. */
  protected _isFull(): boolean {
    return true;
  }

  private get inside(): Inside {
    return this as unknown as Inside;
  }

  private checkOut(callback: Checkout): void {
    if ((leftMs() ?? Infinity) <= 0) return callback(new DeadlinePassed(), undefined, () => undefined);
    // by the deadline of this caller, not of whoever gives the connection back
    const take: Checkout = AsyncResource.bind((error, client, release) => {
      if (client === undefined || this.eras.get(client) === this.era) return callback(error, client, release);
      release(true);
      this.checkOut(callback);
    });
    super.connect(take);
    this.openForThoseWhoWait();
  }

  private openForThoseWhoWait(): void {
    while (
      !this.ending &&
      this.openingNow < Math.min(MOST_OPENED_AT_ONCE, this.waitingCount - this.idleCount) &&
      this.totalCount < this.options.max
    )
      void this.openOne();
  }

  /** Whether it could be opened. */
  private openOne(): Promise<boolean> {
    this.openingNow++;
    return new Promise((resolve) => {
      const callback: Checkout = (error, _client, release) => {
        this.openingNow--;
        if (error === undefined) release();
        else if (!OPENED_TOO_SLOWLY.test(error.message)) this.refuseFirst(error);
        resolve(error === undefined);
        this.openForThoseWhoWait();
      };
      this.inside.newClient({ callback, timedOut: false });
    });
  }

  private refuseFirst(error: Error): void {
    this.inside._pendingQueue.shift()?.callback(error, undefined, () => undefined);
  }

  private endEra(): void {
    if (performance.now() - this.beganAtMs < MOST_OFTEN_MS) return;
    this.beganAtMs = performance.now();
    this.era++;
  }
}
