import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Partitioned1764000000000 } from '../../migrations/1764000000000-partitioned';
import { createDataSource } from '../../src/platform/database/data-source';
import { migrate } from '../../src/platform/database/migrate';
import { schema } from '../../src/schema';
import { ErrorBucketSqlRepository } from '../../src/storage/error-buckets/error-bucket.sql.repository';
import { PoolMinuteTypeormRepository } from '../../src/storage/pool-minutes/pool-minute.typeorm.repository';
import { RequestMinuteSqlRepository } from '../../src/storage/request-minutes/request-minute.sql.repository';
import { createTestDatabase } from '../setup/database';
import { PartitionRoom } from './partition-room';

const TABLES = ['metric_points', 'request_minutes', 'error_buckets', 'pool_minutes'];
const HOUR_MS = 3_600_000;
const nowMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS + 60_000;
const hoursAgo = (hours: number) => new Date(nowMs - hours * HOUR_MS);

let room: PartitionRoom;
const isPartitioned = async () =>
  (await room.query(`SELECT FROM pg_partitioned_table WHERE partrelid = 'pool_minutes'::regclass`)).length >
  0;
const down = async () => {
  while (await isPartitioned()) await room.database.dataSource.undoLastMigration();
};
const up = () => migrate(room.database.dataSource);
const rowsOf = (table: string) => room.query(`SELECT * FROM ${table} ORDER BY 1, 2`);

beforeAll(async () => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  room = new PartitionRoom(await createTestDatabase());
});
afterAll(() => room.database.drop());

describe('the migration', () => {
  beforeEach(async () => {
    await down();
    await room.query(`TRUNCATE ${TABLES.join(', ')}, hour_marks`);
  });

  it('moves rows of all ages into partitions, and back', async () => {
    const ages = [24 * 500, 24 * 100, 60, 47, 1, 0, -24 * 400].map(hoursAgo);
    await room.query(`INSERT INTO metric_points SELECT 1, unnest($1::timestamptz[]), NULL, '\\x01'::bytea`, [
      ages,
    ]);
    await room.query(`UPDATE metric_points SET start_at = at - interval '1 minute' WHERE at > now()`);
    await room.query(
      `INSERT INTO request_minutes SELECT unnest($1::timestamptz[]), 'shop', 'one', 'otlp', 3, 2, 1, '\\x02'::bytea`,
      [ages],
    );
    await room.query(`INSERT INTO error_buckets SELECT unnest($1::timestamptz[]), 'shop', 3, 2, 1, 60`, [
      ages,
    ]);
    await room.query(
      `INSERT INTO pool_minutes SELECT at, 'r', '\\x', 1, 2, 3, 4, 5, at FROM unnest($1::timestamptz[]) AS t (at)`,
      [ages],
    );
    const before = await Promise.all(TABLES.map(rowsOf));

    await up();
    const after = await Promise.all(TABLES.map(rowsOf));
    expect(after.slice(1)).toMatchObject(before.slice(1)); // later migrations add columns
    expect(after[0]!.map((row) => (row as { start_at: Date }).start_at.getTime())).toEqual([
      ...Array.from({ length: 6 }, () => 0),
      hoursAgo(-24 * 400).getTime() - 60_000,
    ]);
    const strays = (await room.places('request_minutes', 'minute')).filter((place) =>
      place.startsWith('default'),
    );
    expect(strays.length).toBeGreaterThanOrEqual(3);
    expect(strays.length).toBeLessThanOrEqual(4);
    expect(
      (await room.places('error_buckets', 'hour')).filter((place) => place.startsWith('default')),
    ).toHaveLength(2);

    await down();
    expect(await Promise.all(TABLES.map(rowsOf))).toEqual(before);
  });

  it('keeps the later of two streams on the way back, where the key has no start', async () => {
    await up();
    await room.query(`INSERT INTO metric_points VALUES
      (1, '2026-01-01T00:00Z', 'epoch', '\\x01'), (1, '2026-01-01T00:00Z', '2025-12-31T00:00Z', '\\x02')`);
    await down();
    expect(await rowsOf('metric_points')).toMatchObject([{ payload: Buffer.from([2]) }]);
  });

  it('lets no hour be folded again that bounded deletes had begun to remove', async () => {
    await room.query(
      `INSERT INTO request_minutes SELECT unnest($1::timestamptz[]), 'shop', 'one', 'otlp', 3, 2, 1, '\\x'::bytea`,
      [[hoursAgo(49), hoursAgo(1)]],
    );
    await up();
    await room.putMinutes(hoursAgo(49).toISOString(), hoursAgo(48).toISOString());
    const marked = await room.query<{ hour: Date }>('SELECT hour FROM hour_marks ORDER BY hour');
    // that of the last hour is a later migration's: its totals by minute are still to be folded
    expect(marked).toEqual([48, 1].map((hours) => ({ hour: new Date(hoursAgo(hours).getTime() - 60_000) })));
  });
});

it('is done once by three replicas that start at once on an empty database', async () => {
  await room.query('DROP SCHEMA public CASCADE');
  await room.query('CREATE SCHEMA public');
  const replica = () =>
    createDataSource({ url: room.database.url, poolSize: 3, applicationName: 'suite' }, schema);
  const replicas = await Promise.all([1, 2, 3].map(() => replica().initialize()));
  await Promise.all(replicas.map((dataSource) => migrate(dataSource)));
  await Promise.all(replicas.map((dataSource) => dataSource.destroy()));
  expect(
    await room.query('SELECT FROM migrations WHERE name = $1', [Partitioned1764000000000.name]),
  ).toHaveLength(1);
  expect((await room.partitions('request_minutes')).length).toBeGreaterThanOrEqual(6);
  expect(
    await room.query(`SELECT FROM pg_locks JOIN pg_database d ON d.oid = database
       WHERE locktype = 'advisory' AND datname = current_database()`),
  ).toEqual([]);
});

describe('a read of the last hours', () => {
  const now = new Date('2026-03-29T10:02:30Z');
  const yesterday = new Date('2026-03-28T11:00:00Z');
  beforeAll(async () => {
    await up();
    await migrate(room.database.dataSource, now);
  });

  /** Partitions of the table that the statements of `read` would open. */
  async function opened(read: () => Promise<unknown>, table: string): Promise<string[]> {
    const spy = jest.spyOn(room.database.dataSource, 'query');
    await read();
    const asked = [...spy.mock.calls];
    spy.mockRestore();
    const plans = await Promise.all(
      asked.map(([sql, values]) => room.query<object>(`EXPLAIN ${String(sql)}`, values as unknown[])),
    );
    const found = JSON.stringify(plans).matchAll(new RegExp(` on ${table}_(\\d+|default)`, 'g'));
    return [...new Set([...found].map(([, name]) => name!))].toSorted();
  }

  it('opens only the partitions that hold them', async () => {
    const { dataSource } = room.database;
    const minutes = new RequestMinuteSqlRepository(dataSource);
    const hours = new ErrorBucketSqlRepository(dataSource);
    expect(await opened(() => minutes.latency(now), 'request_minutes')).toEqual(['20260329']);
    expect(await opened(() => minutes.lastHour(now), 'request_minutes')).toEqual(['20260329']);
    expect(await opened(() => hours.within(yesterday, now), 'error_buckets')).toEqual(['202603']);
  });

  it('opens one partition for the pool', async () => {
    const rows = await room.query<object>('EXPLAIN SELECT * FROM pool_minutes WHERE minute >= $1', [now]);
    expect(JSON.stringify(rows)).not.toMatch(/pool_minutes_2026032[78]/);
    const since = new PoolMinuteTypeormRepository(room.database.dataSource).since(now, now);
    expect(await since).toEqual([]);
  });
});
