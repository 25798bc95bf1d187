import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource } from '../../src/platform/database/data-source';
import { DatabaseConnector } from '../../src/platform/database/database.connector';
import { LeaseLost } from '../../src/platform/lease/leadership';
import { LeaseLeadership } from '../../src/platform/lease/lease.leadership';
import { ThreadLeadership } from '../../src/platform/lease/thread.leadership';
import { applicationNameOf, Replica } from '../../src/platform/replica';
import { schema } from '../../src/schema';
import { eventually } from '../e2e/setup/patience';
import { createTestDatabase, type TestDatabase } from '../setup/database';

let database: TestDatabase;
const open: DataSource[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => {
  await Promise.all(open.map((dataSource) => dataSource.destroy()));
  await database.drop();
});

const leadership = (id: string, dataSource = database.dataSource) =>
  new LeaseLeadership(dataSource, new Replica(id), new DatabaseConnector(dataSource));
const expire = () => database.dataSource.query(`UPDATE leases SET expires_at = clock_timestamp()`);

/** A replica with connections of its own, known to the server by its name. */
async function replica(id: string): Promise<LeaseLeadership> {
  const dataSource = createDataSource(
    { url: database.url, poolSize: 3, applicationName: applicationNameOf(id) },
    schema,
  );
  open.push(await dataSource.initialize());
  return leadership(id, dataSource);
}

const write = (name: string) => (manager: EntityManager) =>
  manager.query(`INSERT INTO leases VALUES ($1, 'written', 1, now())`, [name]);
const written = async (name: string) =>
  (await database.dataSource.query<unknown[]>('SELECT 1 FROM leases WHERE name = $1', [name])).length === 1;

/** A moment in the middle of something. */
function gate() {
  let pass = () => {};
  const passed = new Promise<void>((resolve) => (pass = resolve));
  return { pass, passed };
}

it('lets one replica lead, and another once the lease has expired', async () => {
  const [first, second] = [leadership('first'), leadership('second')];
  await first.renew();
  await second.renew();
  expect([first.isLeader, second.isLeader]).toEqual([true, false]);

  await expire();
  await second.renew();
  expect(second.isLeader).toBe(true);
});

it('lets exactly one of many lead that ask at once', async () => {
  await expire();
  const many = Array.from({ length: 8 }, (_, index) => leadership(`one of many ${index}`));
  await Promise.all(many.map((each) => each.renew()));
  expect(many.filter(({ isLeader }) => isLeader)).toHaveLength(1);
});

it('refuses the late write of a holder that was overtaken without knowing', async () => {
  await expire();
  const [frozen, next] = [leadership('frozen'), leadership('next')];
  await frozen.renew();
  await expire();
  await next.renew();
  expect(frozen.isLeader).toBe(true);

  await expect(frozen.fenced(write('late'))).rejects.toThrow(LeaseLost);
  expect(await written('late')).toBe(false);
  expect(frozen.isLeader).toBe(false);
});

it('is overtaken in the middle of a long work, which holds up nobody and is refused at its end', async () => {
  await expire();
  const [slow, next] = [await replica('slow'), await replica('next of slow')];
  await slow.renew();
  const [begun, go] = [gate(), gate()];
  const work = slow.fenced(async (manager) => {
    await write('slow')(manager);
    begun.pass();
    await go.passed;
  });
  const outcome = work.catch((error: unknown) => error);
  await begun.passed;
  await expire();
  const askedAt = performance.now();
  await next.renew();
  expect([next.isLeader, performance.now() - askedAt < 1_000]).toEqual([true, true]);

  go.pass();
  expect(await outcome).toBeInstanceOf(Error);
  expect(await written('slow')).toBe(false);
});

it('frees the locks of a holder that stopped in the middle of a work', async () => {
  await expire();
  const [frozen, next] = [await replica('stopped'), await replica('next of stopped')];
  await frozen.renew();
  const begun = gate();
  const lock = (manager: EntityManager) => manager.query('SELECT pg_advisory_xact_lock(42)');
  const stuck = frozen
    .fenced(async (manager) => {
      await lock(manager);
      begun.pass();
      await new Promise(() => undefined);
    })
    .catch(() => undefined);
  void stuck;
  await begun.passed;
  await expire();
  await next.renew();
  await next.fenced(lock); // a statement that waits longer than 4 s fails
});

it('does not end the transactions of a holder that gave the lease back', async () => {
  await expire();
  const [leaving, next] = [await replica('leaving'), await replica('next of leaving')];
  await leaving.renew();
  const [begun, go] = [gate(), gate()];
  const [dataSource] = open.slice(-2);
  const lastWork = dataSource!.transaction(async (manager) => {
    await write('last')(manager);
    begun.pass();
    await go.passed;
  });
  await begun.passed;
  await leaving.beforeApplicationShutdown();
  await next.renew();
  go.pass();
  await lastWork;
  expect([next.isLeader, await written('last')]).toEqual([true, true]);
});

it('believes no longer than the lease lasts, also when it can ask nobody', async () => {
  await expire();
  const alone = leadership('alone');
  await alone.renew();
  const now = performance.now();
  jest.spyOn(performance, 'now').mockReturnValue(now + 15_001);
  expect(alone.isLeader).toBe(false);
  const work = jest.fn(async () => undefined);
  await expect(alone.fenced(work)).rejects.toThrow(LeaseLost);
  expect(work).not.toHaveBeenCalled();
});

it('does not lead where nothing can be written, and leads again where it can', async () => {
  await expire();
  const name = new URL(database.url).pathname.slice(1);
  const setting = (value: string) =>
    database.dataSource.query(`ALTER DATABASE ${name} SET default_transaction_read_only = ${value}`);
  const leader = await replica('read-only');
  await leader.renew();
  const dataSource = open.at(-1)!;
  await dataSource.query('SET default_transaction_read_only = on'); // its only connection so far
  await expect(leader.fenced(write('nowhere'))).rejects.toMatchObject({ driverError: { code: '25006' } });
  expect(leader.isLeader).toBe(false);
  await setting('on');
  await leader.renew();
  expect(leader.isLeader).toBe(false);
  await database.dataSource.query('SET default_transaction_read_only = off');
  await setting('off');
  await eventually(async () => {
    await leader.renew(); // connections are left once a second at most
    expect(leader.isLeader).toBe(true);
  });
});

describe('in a thread of a replica', () => {
  const threadOf = (id: string) => new ThreadLeadership(database.dataSource, id);

  it('writes while its replica leads, and not when another does', async () => {
    await expire();
    const [leader, other] = [leadership('leads with a thread'), leadership('does not lead')];
    await leader.renew();
    await other.renew();
    await threadOf('leads with a thread').fenced(write('of the thread'));
    await expect(threadOf('does not lead').fenced(write('of another thread'))).rejects.toThrow(LeaseLost);
    expect([await written('of the thread'), await written('of another thread')]).toEqual([true, false]);
  });

  it('is refused when its replica was overtaken in the middle of a work, also if that leads again', async () => {
    await expire();
    const [slow, next] = [leadership('slow with a thread'), leadership('next of the thread')];
    await slow.renew();
    const work = threadOf('slow with a thread').fenced(async (manager) => {
      await write('late of the thread')(manager);
      await expire();
      await next.renew();
      await expire();
      await slow.renew();
    });
    await expect(work).rejects.toThrow(LeaseLost);
    expect([slow.isLeader, await written('late of the thread')]).toEqual([true, false]);
  });

  it('does not lead when nobody can be asked', async () => {
    const away = createDataSource(
      { url: 'postgres://nobody@127.0.0.1:1/none', poolSize: 1, applicationName: 'suite' },
      schema,
    );
    expect(new ThreadLeadership(away, 'anybody').isLeader).toBe(false);
    const thread = new ThreadLeadership(away, 'anybody');
    await expect(thread.fenced(write('of nobody'))).rejects.toThrow(LeaseLost);
  });
});
