import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Distribution } from '../../src/core/latency/distribution';
import { PoolRecorder } from '../../src/features/pool/pool.recorder';
import { poolOf } from '../../src/platform/database/data-source';
import { PoolMeter } from '../../src/platform/database/pool-meter';
import { Replica } from '../../src/platform/replica';
import { type PoolMinute } from '../../src/storage/pool-minutes/pool-minute.repository';
import { PoolMinuteTypeormRepository } from '../../src/storage/pool-minutes/pool-minute.typeorm.repository';
import { startTestApplication } from '../setup/application';
import { createTestDatabase, inServer } from '../setup/database';
import { MeteredPool, NOON } from './metered-pool';

const MINUTE_MS = 60_000;
const FOREVER = new Date('2100-01-01T00:00:00Z');

const pool = new MeteredPool();
const { meter, clock } = pool;
let recorder: PoolRecorder;
let minutes: PoolMinuteTypeormRepository;

beforeAll(async () => {
  await pool.open(3);
  minutes = new PoolMinuteTypeormRepository(pool.dataSource);
});
afterAll(() => pool.close());
beforeEach(async () => {
  await pool.database.dataSource.query('TRUNCATE pool_minutes');
  clock.wall = NOON;
  recorder = new PoolRecorder(pool.dataSource, meter, minutes, clock, new Replica('r1'));
  recorder.onModuleInit();
});

const stored = () => new PoolMinuteTypeormRepository(pool.database.dataSource).since(new Date(0), FOREVER);
const told = (rows: PoolMinute[]) =>
  rows.map(({ minute, waits, active, reportedAt }) => [
    minute.toISOString().slice(11, 16),
    Distribution.decode(waits).count,
    active,
    reportedAt.toISOString().slice(11, 19),
  ]);

it('does not take a caller for waiting whose connection is there', async () => {
  await pool.dataSource.query('SELECT 1');
  const callers = [pool.dataSource.query('SELECT pg_sleep(0.05)'), recorder.report()];
  await Promise.all(callers);
  expect(await stored()).toMatchObject([{ active: 1, waiting: 0 }]);
});

it('tells an idle minute from one that nobody observed', async () => {
  meter.waited(5);
  await recorder.report();
  clock.wall += MINUTE_MS;
  await recorder.report();
  clock.wall += 2 * MINUTE_MS; // the machine slept
  await recorder.report();

  const rows = (await stored()).map(({ minute }) => minute.toISOString().slice(11, 16));
  expect(rows).toEqual(['12:00', '12:01', '12:03']);
});

it('keeps its minutes while the database is away, each as it was, and writes them afterwards', async () => {
  const name = new URL(pool.database.url).pathname.slice(1);
  const server = pool.database.url.replace(/\/[^/]*$/, '/postgres');
  const holder = pool.dataSource.createQueryRunner();
  await recorder.report();
  await inServer(server, `ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
  await inServer(
    server,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = '${name}' AND application_name = 'metered'`,
  );
  const connections = poolOf(pool.dataSource);
  // A connection that is not known to be gone is still given out. Of another that breaks meanwhile the pool tells as an
  // error, which is none here.
  while (connections.totalCount > 0) await new Promise((resolve) => connections.once('remove', resolve));
  try {
    for (const waits of [3, 4]) {
      clock.wall += MINUTE_MS;
      for (let i = 0; i < waits; i++) meter.waited(1);
      await recorder.report();
    }
    expect(await stored()).toHaveLength(1);
  } finally {
    await inServer(server, `ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
  }
  clock.wall += MINUTE_MS;
  await holder.connect();
  await recorder.report();
  await recorder.report();
  await holder.release();

  const rows = told(await stored());
  expect(rows.map(([minute, , active, at]) => [minute, active, at])).toEqual([
    ['12:00', 0, '12:00:59'],
    ['12:01', 0, '12:01:59'],
    ['12:02', 0, '12:02:59'],
    ['12:03', 1, '12:03:30'],
  ]);
  // In 12:00 the reports' own checkouts are counted as well; while the database was away they got none.
  expect(rows.slice(1, 3).map(([, waits]) => waits)).toEqual([3, 4]);
});

it('never goes back to a state that the database wrote down late', async () => {
  meter.waited(5);
  await recorder.report();
  const [early] = await stored();
  clock.wall += 2_000;
  meter.waited(7);
  await recorder.report();
  clock.wall += MINUTE_MS;
  await recorder.report();
  const before = await stored();

  await minutes.replace([early!]);

  expect(await stored()).toEqual(before);
});

it('says once that it cannot report, and what to do, and once that it can', async () => {
  const said = (['warn', 'log'] as const).map((level) =>
    jest.spyOn(Logger.prototype, level).mockImplementation(() => undefined),
  );
  const texts = () => said.map((spy) => spy.mock.calls.map(([text]) => String(text)));
  const rename = (from: string, to: string) =>
    pool.database.dataSource.query(`ALTER TABLE ${from} RENAME TO ${to}`);
  for (let outages = 1; outages <= 2; outages++) {
    await rename('pool_hour_marks', 'gone');
    for (let i = 0; i < 3; i++) await recorder.report();
    await rename('gone', 'pool_hour_marks');
    for (let i = 0; i < 3; i++) await recorder.report();
    expect(texts().map(({ length }) => length)).toEqual([outages, outages]);
  }
  expect(texts()[0]![0]).toMatch(/"pool_hour_marks" does not exist. Migrate the database/);
  expect(await stored()).toHaveLength(1);
  for (const spy of said) spy.mockRestore();
});

it('is not told of minutes that a clock ahead has reported', async () => {
  await recorder.report();
  clock.wall += 3_600_000;
  await new PoolRecorder(pool.dataSource, meter, minutes, clock, new Replica('ahead')).report();
  clock.wall = NOON;

  expect((await stored()).map(({ replica }) => replica)).toEqual(['r1', 'ahead']);
  const now = await minutes.since(new Date(NOON - 5 * MINUTE_MS), clock.now());
  expect(now.map(({ replica }) => replica)).toEqual(['r1']);
});

it('looks at the pool while an earlier report still waits', async () => {
  const runner = pool.database.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query('LOCK TABLE pool_minutes IN ACCESS EXCLUSIVE MODE');
  const held = recorder.report();
  clock.wall += MINUTE_MS;
  const again = recorder.report();
  clock.wall += MINUTE_MS;
  await runner.commitTransaction();
  await runner.release();
  await Promise.all([held, again]);
  await recorder.report();

  expect((await stored()).map(({ minute }) => minute.toISOString().slice(11, 16))).toEqual([
    '12:00',
    '12:01',
    '12:02',
  ]);
});

it('has reported every checkout when the application has ended, and none of another start', async () => {
  const shared = await createTestDatabase();
  const application = await startTestApplication({}, { database: shared });
  const ownMeter = application.app.get(PoolMeter);
  let seen = 0;
  const pass = ownMeter.waited.bind(ownMeter);
  ownMeter.waited = (waitMs) => {
    seen++;
    pass(waitMs);
  };
  const counted = async () =>
    (await new PoolMinuteTypeormRepository(shared.dataSource).since(new Date(0), FOREVER))
      .map(({ waits }) => Distribution.decode(waits).count)
      .reduce((sum, n) => sum + n, 0);
  const monitor = await application.signIn('SYSTEM_MONITOR');
  const before = await counted();
  expect(before).toBeGreaterThan(0); // at once, not only after the first interval
  for (let i = 0; i < 20; i++)
    await application.app.inject({ url: '/api/auth/me', headers: monitor.headers });
  const ending = application.close();
  await ending;
  // What ran before the count began is in the rows too; the last report cannot count its own checkout.
  expect(await counted()).toBeGreaterThanOrEqual(seen - 1);
  await shared.drop();
});
