import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { isDatabaseAway, isUnconfirmed } from '../../src/platform/database/database-away';
import { createDataSource } from '../../src/platform/database/data-source';
import { DeadlinePassed, inTime, withoutDeadline } from '../../src/platform/deadline';
import { schema } from '../../src/schema';
import { createTestDatabase, inServer, type TestDatabase } from '../setup/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.dataSource.query('CREATE TABLE notes (note text)');
});
afterAll(() => database.drop());

const notes = () => database.dataSource.query<unknown[]>('SELECT note FROM notes');
const untilDone = async (work: () => Promise<unknown>): Promise<[error: unknown, tookMs: number]> => {
  const from = performance.now();
  const error = await work().then(
    () => null,
    (reason: unknown) => reason,
  );
  return [error, performance.now() - from];
};

it('gives up a chain of slow statements when the time for all of them has passed, and keeps none of it', async () => {
  const [error, tookMs] = await untilDone(() =>
    inTime(500, () =>
      database.dataSource.transaction(async (manager) => {
        await manager.query(`INSERT INTO notes VALUES ('late')`);
        for (let i = 0; i < 10; i++) await manager.query('SELECT pg_sleep(0.2)');
      }),
    ),
  );
  expect(isDatabaseAway(error)).toBe(true);
  expect(isUnconfirmed(error)).toBe(false);
  expect(tookMs).toBeLessThan(1_500);
  expect(await notes()).toEqual([]);
});

it('leaves no connection behind that is in the middle of something', async () => {
  const failed = Array.from({ length: 20 }, () =>
    inTime(100, () =>
      database.dataSource.transaction(async (manager) => {
        await manager.query(`INSERT INTO notes VALUES ('left over')`);
        await manager.query('SELECT pg_sleep(0.3)');
      }),
    ).catch(() => undefined),
  );
  await Promise.all(failed);
  await Promise.all(Array.from({ length: 20 }, () => database.dataSource.query('SELECT 1')));
  await database.dataSource.transaction((manager) => manager.query(`INSERT INTO notes VALUES ('mine')`));
  expect(await notes()).toEqual([{ note: 'mine' }]);
});

it('asks nothing any more once the time has passed, unless the work is no business of the caller', async () => {
  await inTime(0, async () => {
    await expect(database.dataSource.query('SELECT 1')).rejects.toThrow(DeadlinePassed);
    expect(await withoutDeadline(() => database.dataSource.query('SELECT 1 AS n'))).toEqual([{ n: 1 }]);
  });
});

it('leaves the connections to a server that has become read-only, also those that only read', async () => {
  const { url } = database;
  const name = new URL(url).pathname.slice(1);
  const setting = (value: string) =>
    inServer(
      process.env.TEST_DATABASE_URL ?? '',
      `ALTER DATABASE ${name} SET default_transaction_read_only = ${value}`,
    );
  await setting('on');
  const old = createDataSource({ url, poolSize: 5, applicationName: 'suite' }, schema);
  await old.initialize();
  await Promise.all(Array.from({ length: 5 }, () => old.query('SELECT pg_sleep(0.1)'))); // all read-only for good
  await setting('off');
  const write = () => old.query(`INSERT INTO notes VALUES ('after')`);
  await expect(write()).rejects.toMatchObject({ driverError: { code: '25006' } });
  await Promise.all(Array.from({ length: 10 }, write));
  await old.destroy();
});
