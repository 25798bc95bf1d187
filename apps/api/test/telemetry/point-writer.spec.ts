import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { PointWriter } from '../../src/storage/metric-points/point-writer';
import type { PointRows } from '../../src/storage/metric-points/point-rows';
import { createTestDatabase, type TestDatabase } from '../setup/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.dataSource.query('TRUNCATE metric_series, metric_points, minute_marks RESTART IDENTITY');
  await database.dataSource.query(
    `INSERT INTO metric_series (key, service, instance, outcome, cumulative, overflow, newest_at)
     VALUES ('a', 'shop', 'one', 'success', true, false, now())`,
  );
});

const rows = (at: number, more: Partial<PointRows> = {}): PointRows => ({
  ids: ['1'],
  at: [at],
  startAt: [0],
  payloads: [Buffer.from([at])],
  ...more,
});
const stored = async () => {
  const found = await database.dataSource.query('SELECT payload FROM metric_points ORDER BY at');
  return (found as { payload: Buffer }[]).map(({ payload }) => payload[0]);
};

it('puts what waits into one statement, and each payload with its own point', async () => {
  let statements = 0;
  const counting = {
    query: (...args: Parameters<DataSource['query']>) => (statements++, database.dataSource.query(...args)),
  } as unknown as DataSource;
  const writer = new PointWriter(counting);
  await Promise.all([1, 2, 3, 4, 5, 6].map((at) => writer.store(rows(at))));
  expect([await stored(), statements]).toEqual([[1, 2, 3, 4, 5, 6], 2]);
});

it('tells each request which series are missing', async () => {
  const writer = new PointWriter(database.dataSource);
  const missing = await writer.store(
    rows(1, {
      ids: ['1', '77'],
      at: [1, 2],
      startAt: [0, 0],
      payloads: [Buffer.from([1]), Buffer.from([2])],
    }),
  );
  expect([[...missing], await stored()]).toEqual([['77'], [1]]);
});

it('lets a request that the database refuses take no other with it', async () => {
  const writer = new PointWriter(database.dataSource);
  const broken = rows(4, { ids: ['no number'] });
  const results = await Promise.allSettled(
    [rows(1), rows(2), rows(3), broken, rows(5)].map((each) => writer.store(each)),
  );
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(await stored()).toEqual([1, 2, 3, 5]);
});

it('refuses what would wait too long, for a while, and tells all that wait when the database is away', async () => {
  const asked: ((error: Error) => void)[] = [];
  const away = { query: () => new Promise((_, reject) => asked.push(reject)) } as unknown as DataSource;
  const writer = new PointWriter(away);
  const many = { ...rows(1), ids: Array.from({ length: 30_000 }, () => '1') };
  const waiting = [0, 1, 2, 3].map(() => writer.store(many));
  const results = Promise.allSettled(waiting);
  await expect(writer.store(rows(1))).rejects.toMatchObject({
    code: 'unavailable',
    more: { retryAfterSeconds: 2 },
  });
  const gone = async (results: Promise<PromiseSettledResult<unknown>[]>) => {
    let told: PromiseSettledResult<unknown>[] | null = null;
    void results.then((each) => (told = each));
    for (; told === null; await setImmediate())
      for (const fail of asked.splice(0)) fail(Object.assign(new Error('away'), { code: '57P01' }));
    return (told as PromiseSettledResult<unknown>[]).map(({ status }) => status);
  };
  expect(await gone(results)).toEqual(Array.from({ length: 4 }, () => 'rejected'));
  expect(await gone(Promise.allSettled([writer.store(rows(1))]))).toEqual(['rejected']);
});
