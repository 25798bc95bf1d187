import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pastStart } from '../../simulators/requests/covered-minutes';
import { seedDemoPast } from '../../simulators/seeding/demo-past-seeding';
import { ErrorBucketSqlRepository } from '../../src/storage/error-buckets/error-bucket.sql.repository';
import { RequestMinuteSqlRepository } from '../../src/storage/request-minutes/request-minute.sql.repository';
import { SessionMinuteSqlRepository } from '../../src/storage/session-minutes/session-minute.sql.repository';
import { Distribution } from '../../src/core/latency/distribution';
import { createTestDatabase, type TestDatabase } from '../setup/database';

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-11-23T12:34:56Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const ask = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  database.dataSource.query(sql, values);
const TABLES = [
  ['active_session_hours', 'hour'],
  ['pool_hours', 'hour'],
  ['error_buckets', 'hour'],
  ['error_bucket_totals', 'hour'],
  ['route_hours', 'hour'],
  ['request_quarters', 'quarter'],
  ['session_minutes', 'minute'],
  ['pool_minutes', 'minute'],
  ['request_minute_totals', 'minute'],
] as const;
const everything = () =>
  Promise.all(TABLES.map(([table, column]) => ask(`SELECT * FROM ${table} ORDER BY ${column}`)));

describe('the made-up past of a demo', () => {
  const lived = new Date('2026-11-20T08:15:00Z');

  it('fills every hour of some days that Watchroom has not seen, and leaves what it has seen', async () => {
    const quality = { excellent: 1, good: 0, fair: 0, poor: 0 };
    const sample = { minute: lived, active: 3, stale: 1, quality, byProvider: null, sampledAt: lived };
    const sessions = new SessionMinuteSqlRepository();
    await database.dataSource.transaction(async (manager) => {
      await sessions.replace([sample], manager);
      await sessions.fold(10, manager);
    });
    const told: number[] = [];
    const recentWritten = async () => {
      const [row] = await ask<{ n: number }>('SELECT count(*)::int AS n FROM active_session_hours');
      told.push(row!.n);
    };
    expect(await seedDemoPast(database.dataSource, NOW, { days: 4, recentWritten })).toBe('seeded');

    expect(told).toEqual([52]); // 51 hours, the one that has begun included, and the lived one
    const hours = await ask<{ hour: Date; observed_minutes: number; active: string }>(
      'SELECT hour, observed_minutes, active FROM active_session_hours ORDER BY hour',
    );
    expect(hours).toHaveLength(4 * 24 + 1);
    expect(hours.find(({ hour }) => hour.getTime() === lived.getTime() - 15 * 60_000)).toMatchObject({
      observed_minutes: 1,
      active: '3',
    });
    expect(hours.at(-1)).toMatchObject({ hour: new Date('2026-11-23T12:00:00Z'), observed_minutes: 35 });
    const [edges] = await ask<{ first: Date; last: Date }>(
      'SELECT min(hour) AS first, max(hour) AS last FROM error_buckets',
    );
    expect(edges).toEqual({
      first: new Date('2026-11-19T12:00:00Z'),
      last: new Date(pastStart(NOW.getTime()) - HOUR_MS),
    });
  });

  it('agrees with itself: nothing has to be folded again, and all of it has its partition', async () => {
    const buckets = new ErrorBucketSqlRepository(database.dataSource);
    const marked = await database.dataSource.transaction((manager) =>
      buckets.markDiffering(new Date(NOW.getTime() - 50 * HOUR_MS), manager),
    );
    expect(marked).toBe(0);
    for (const table of ['error_buckets', 'route_hours', 'request_quarters', 'pool_hours'])
      expect(await ask(`SELECT * FROM ${table}_default LIMIT 1`)).toEqual([]);
  });

  it('changes nothing when it is written again', async () => {
    const before = await everything();
    await seedDemoPast(database.dataSource, NOW, { days: 4 });
    expect(await everything()).toEqual(before);
  });

  it('is not written where a real service has reported', async () => {
    const minutes = new RequestMinuteSqlRepository(database.dataSource);
    const minute = new Date('2026-11-23T11:00:00Z');
    const counts = { requests: 1, errors: 0, clientErrors: 0, distribution: new Distribution() };
    const told = { service: 'somebody-else', instance: 'i', source: 's', minute, newestAt: minute };
    await minutes.replace([{ ...counts, ...told } as never]);
    await ask('TRUNCATE active_session_hours, session_minutes');
    expect(await seedDemoPast(database.dataSource, NOW)).toBe('left alone');
    expect(await ask('SELECT * FROM session_minutes')).toEqual([]);
  });
});
