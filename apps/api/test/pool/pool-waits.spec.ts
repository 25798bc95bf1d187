import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { summarisePool } from '../../src/core/pool/pool-summary';
import { PoolRecorder } from '../../src/features/pool/pool.recorder';
import { poolOf } from '../../src/platform/database/data-source';
import { PoolMeter } from '../../src/platform/database/pool-meter';
import { Replica } from '../../src/platform/replica';
import { PoolMinuteTypeormRepository } from '../../src/storage/pool-minutes/pool-minute.typeorm.repository';
import { MeteredPool, NOON } from './metered-pool';

const pool = new MeteredPool();
const { meter, clock } = pool;
let recorder: PoolRecorder;
let minutes: PoolMinuteTypeormRepository;

beforeAll(async () => {
  await pool.open(2);
  minutes = new PoolMinuteTypeormRepository(pool.database.dataSource);
});
afterAll(() => pool.close());
beforeEach(async () => {
  await pool.database.dataSource.query('TRUNCATE pool_minutes');
  clock.wall = NOON;
  recorder = new PoolRecorder(pool.dataSource, meter, minutes, clock, new Replica('r1'));
  recorder.onModuleInit();
});

const stored = async () => (await minutes.since(new Date(0), clock.now())).at(-1)!;
const summary = async () =>
  summarisePool(await minutes.since(new Date(NOON - 300_000), clock.now()), 2, clock.now());

it('measures the wait of each checkout, whoever asks: queries, transactions, runners', async () => {
  await pool.dataSource.query('SELECT 1');
  await pool.dataSource.transaction((manager) => manager.query('SELECT 1'));
  await recorder.report();
  expect(await summary()).toMatchObject({ size: 2, timeouts: 0, wait_ms: { n: 2 }, isStale: false });
});

it('shows callers that wait, and how long they waited', async () => {
  const holders = [pool.dataSource.createQueryRunner(), pool.dataSource.createQueryRunner()];
  await Promise.all(holders.map((holder) => holder.connect()));
  const waiter = pool.dataSource.query('SELECT 1');
  expect(poolOf(pool.dataSource).waitingCount).toBe(1);
  await Promise.all(holders.map((holder) => holder.query('SELECT pg_sleep(0.15)')));
  await Promise.all(holders.map((holder) => holder.release()));
  await waiter;
  await recorder.report();
  const { wait_ms: waits } = await summary();
  expect(waits.n).toBe(3);
  expect(waits.max).toBeGreaterThanOrEqual(140);
});

it('weighs what is checked out by how long it is, and knows the most at one moment', async () => {
  await recorder.report();
  const from = (await stored()).usedMs ?? 0;
  const began = performance.now();
  const holders = [pool.dataSource.createQueryRunner(), pool.dataSource.createQueryRunner()];
  await Promise.all(holders.map((holder) => holder.connect()));
  const held = performance.now();
  const waiters = [
    pool.dataSource.query('SELECT 1'),
    pool.dataSource.query('SELECT 1'),
    pool.dataSource.query('SELECT 1'),
  ];
  await holders[0]!.query('SELECT pg_sleep(0.2)');
  const until = performance.now();
  await Promise.all(holders.map((holder) => holder.release()));
  await Promise.all(waiters);
  const ended = performance.now();
  await recorder.report();
  const { usedMs, offeredMs, useMax, waitingMax } = await stored();
  expect({ useMax, waitingMax }).toEqual({ useMax: 1, waitingMax: 3 });
  expect(usedMs! - from).toBeGreaterThanOrEqual(2 * Math.floor(until - held));
  expect(usedMs! - from).toBeLessThanOrEqual(2 * Math.ceil(ended - began) + 2);
  expect(offeredMs).toBeGreaterThanOrEqual(2 * Math.floor(ended - began));
  expect(offeredMs).toBeGreaterThanOrEqual(usedMs!);
});

it('weighs what a transaction holds while it does nothing, and nothing once all is given back', async () => {
  const holder = pool.dataSource.createQueryRunner();
  await holder.connect();
  await recorder.report();
  const early = (await stored()).usedMs ?? 0;
  clock.leapt += 5_000;
  await recorder.report();
  const { usedMs, offeredMs } = await stored();
  expect(usedMs! - early).toBeGreaterThanOrEqual(5_000);
  await holder.release();
  await recorder.report();
  const given = await stored();
  clock.leapt += 20_000;
  await recorder.report();
  expect(await stored()).toMatchObject({ usedMs: given.usedMs, useMax: 0.5 });
  expect((await stored()).offeredMs! - offeredMs!).toBeGreaterThanOrEqual(40_000);
});

it('counts those who gave up', async () => {
  const holders = [pool.dataSource.createQueryRunner(), pool.dataSource.createQueryRunner()];
  await Promise.all(holders.map((holder) => holder.connect()));
  await expect(pool.dataSource.query('SELECT 1')).rejects.toThrow('timeout exceeded');
  await Promise.all(holders.map((holder) => holder.release()));
  await recorder.report();
  expect(await summary()).toMatchObject({ timeouts: 1, wait_ms: { n: 2 } });
});

it('replaces its rows, so that a repeated report counts nothing twice', async () => {
  await pool.dataSource.query('SELECT 1');
  await recorder.report();
  await recorder.report();
  clock.wall += 60_000;
  await pool.dataSource.query('SELECT 1');
  await recorder.report();
  await recorder.report();
  expect((await summary()).wait_ms.n).toBe(2);
  expect(await minutes.since(new Date(0), clock.now())).toHaveLength(2);
});

it('is stale once no replica reports any more, and adds up those that do', async () => {
  await pool.dataSource.query('SELECT 1');
  await recorder.report();
  const other = new PoolRecorder(pool.dataSource, new PoolMeter(), minutes, clock, new Replica('r2'));
  await other.report();
  expect(await summary()).toMatchObject({ size: 4, isStale: false });
  clock.wall += 11_000;
  expect(await summary()).toMatchObject({ isStale: true, replicas: [], active: null });
});
