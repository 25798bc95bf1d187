import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type pg from 'pg';
import { DatabasePool } from '../../src/platform/database/database.pool';
import { queueOf } from '../../src/platform/database/metered-pool';
import { createTestDatabase, type TestDatabase } from '../setup/database';

/** Lets the first connections through to the real server; whoever comes later is kept waiting. */
class Doorman {
  readonly held: Socket[] = [];
  private readonly sockets: Socket[] = [];
  private server: Server | null = null;
  lets = Infinity;

  async open(to: URL): Promise<number> {
    this.server = createServer((caller) => {
      this.sockets.push(caller.on('error', () => undefined));
      if (this.lets-- <= 0) return void this.held.push(caller);
      const behind = connect(Number(to.port), to.hostname).on('error', () => undefined);
      this.sockets.push(behind);
      caller.pipe(behind).pipe(caller);
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server?.close();
  }
}

let database: TestDatabase;
let doorman: Doorman;
let pool: DatabasePool;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  doorman = new Doorman();
  const url = new URL(database.url);
  url.port = String(await doorman.open(new URL(database.url)));
  pool = new DatabasePool({
    connectionString: url.href,
    max: 5,
    min: 3,
    connectionTimeoutMillis: 10_000,
  } as pg.PoolConfig);
  pool.on('error', () => undefined);
});
afterEach(async () => {
  doorman.close();
  await pool.end();
});

it('gives a connection that comes back to whoever waits while others are being opened', async () => {
  doorman.lets = 1;
  const first = await pool.connect();
  const callers = [pool.connect(), pool.connect(), pool.connect()];
  expect([pool.openingCount, pool.waitingCount, queueOf(pool)]).toEqual([2, 3, 0]);
  first.release();
  for (const caller of callers) (await caller).release(); // nothing but the first one was ever opened
  expect([pool.openingCount, pool.waitingCount, pool.idleCount]).toEqual([2, 0, 1]);
});

it('has those that stay open before the first caller comes', async () => {
  await pool.warmUp();
  expect([pool.totalCount, pool.idleCount, pool.openingCount]).toEqual([3, 3, 0]);
  doorman.lets = 0;
  for (const caller of await Promise.all([pool.connect(), pool.connect(), pool.connect()])) caller.release();
  await pool.warmUp();
  expect(doorman.held).toEqual([]);
});

it('ends to open them when one cannot be opened', async () => {
  doorman.close();
  await pool.warmUp();
  expect([pool.totalCount, pool.openingCount]).toEqual([0, 0]);
});

it('opens as many as are wanted and no more, two at a time', async () => {
  const held = await Promise.all(Array.from({ length: 5 }, () => pool.connect()));
  expect(new Set(held).size).toBe(5);
  const sixth = pool.connect();
  expect([pool.totalCount, pool.openingCount, queueOf(pool)]).toEqual([5, 0, 1]);
  held[0]?.release();
  expect(await sixth).toBe(held[0]);
  for (const client of held) client.release();
});

it('opens another one for whoever waits when one is closed', async () => {
  const held = await Promise.all(Array.from({ length: 5 }, () => pool.connect()));
  const sixth = pool.connect();
  held[0]?.release(true);
  const opened = await sixth;
  expect(held).not.toContain(opened);
  for (const client of [opened, ...held.slice(1)]) client.release();
});

it('tells those who wait when the pool ends', async () => {
  doorman.lets = 0;
  const callers = [pool.connect(), pool.query('SELECT 1')];
  doorman.close();
  void pool.end().catch(() => undefined);
  for (const caller of callers) await expect(caller).rejects.toThrow('after calling end');
  pool = new DatabasePool({ connectionString: database.url });
});
