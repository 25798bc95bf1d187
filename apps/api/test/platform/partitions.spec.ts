import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { migrate } from '../../src/platform/database/migrate';
import { createTestDatabase } from '../setup/database';
import { PartitionRoom } from './partition-room';

const NOW = '2026-03-29T10:00:00.000Z';
const days = (...numbers: number[]) => numbers.map((day) => `202603${String(day).padStart(2, '0')}`);

let room: PartitionRoom;
const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
const warnings = () => warn.mock.calls.map(([text]) => String(text));

beforeAll(async () => {
  room = new PartitionRoom(await createTestDatabase());
});
afterAll(() => room.database.drop());
beforeEach(() => room.empty());
afterEach(() => {
  warn.mockClear();
});

const start = (now: string) => migrate(room.database.dataSource, new Date(now));

describe('at start', () => {
  it('makes what late rows, today and the next days need', async () => {
    await start(NOW);
    expect(await room.partitions('request_minutes')).toEqual([...days(27, 28, 29, 30, 31), '20260401']);
    expect(await room.partitions('metric_points')).toEqual(await room.partitions('request_minutes'));
    expect(await room.partitions('pool_minutes')).toEqual(await room.partitions('request_minutes'));
    expect(await room.partitions('error_buckets')).toEqual(['202603', '202604']);
  });

  it('after a week of silence has today ready, and what was not folded still there', async () => {
    await start('2026-03-22T10:00:00Z');
    await room.putMinutes('2026-03-22T09:59:00Z');
    await start(NOW);
    await room.putMinutes('2026-03-29T10:00:00Z', '2026-03-27T11:00:00Z');
    expect(await room.places('request_minutes', 'minute')).toEqual([
      '20260322 2026-03-22T09:59',
      '20260327 2026-03-27T11:00',
      '20260329 2026-03-29T10:00',
    ]);
    expect(await room.query('SELECT hour FROM hour_marks WHERE hour < $1', [NOW])).toContainEqual({
      hour: new Date('2026-03-22T09:00:00Z'),
    });
  });

  it('of three replicas at once makes each partition once', async () => {
    await Promise.all([start(NOW), start(NOW), start(NOW), room.keep(NOW)]);
    expect(await room.partitions('request_minutes')).toHaveLength(6);
    expect(await room.partitions('error_buckets')).toHaveLength(2);
  });

  it('does not wait without end for somebody who reads: the rows lie in the DEFAULT partition until later', async () => {
    const reader = room.database.dataSource.createQueryRunner();
    await reader.startTransaction();
    await reader.query('SELECT count(*) FROM pool_minutes_default');
    await start(NOW);
    expect(await room.partitions('pool_minutes')).toEqual([]);
    expect(await room.partitions('error_buckets')).toHaveLength(2);
    expect(warnings()).toEqual([expect.stringContaining('pool_minutes is busy')]);
    await reader.commitTransaction();
    await reader.release();
    await room.keep(NOW);
    expect(await room.partitions('pool_minutes')).toHaveLength(6);
  });
});

describe('retention', () => {
  it('drops a day once all of it is older than 50 hours, and no hour earlier', async () => {
    await start('2026-03-27T10:00:00Z');
    expect((await room.partitions('request_minutes'))[0]).toBe('20260325');
    await room.keep('2026-03-28T01:59:59Z');
    expect((await room.partitions('request_minutes'))[0]).toBe('20260325');
    await room.keep('2026-03-28T02:00:00Z');
    expect((await room.partitions('request_minutes'))[0]).toBe('20260326');
    expect((await room.partitions('metric_points'))[0]).toBe('20260326');
    expect((await room.partitions('pool_minutes'))[0]).toBe('20260326');
    expect(await room.partitions('request_minutes')).toHaveLength(6);
    expect(warnings()).toEqual([]);
  });

  it('drops a month of hours once 400 days of them are surely kept', async () => {
    await start('2025-01-31T23:30:00Z');
    await room.query(`INSERT INTO error_buckets VALUES ('2025-01-31T23:00Z', 'shop', 1, 0, 0, 60),
      ('2025-02-01T00:00Z', 'shop', 1, 0, 0, 60)`);
    await room.keep('2026-03-09T23:59:59Z');
    expect(await room.places('error_buckets', 'hour')).toHaveLength(2);
    await room.keep('2026-03-10T00:00:00Z');
    expect(await room.places('error_buckets', 'hour')).toEqual(['202502 2025-02-01T00:00']);
  });

  it('keeps what is not folded yet a day longer, then drops it and says so', async () => {
    await start('2026-03-25T10:00:00Z');
    await room.putMinutes('2026-03-25T10:00:00Z');
    await room.keep('2026-03-28T02:00:00Z');
    expect(await room.places('request_minutes', 'minute')).toEqual(['20260325 2026-03-25T10:00']);
    await room.keep('2026-03-29T01:59:59Z');
    expect(await room.places('request_minutes', 'minute')).toHaveLength(1);
    expect(warnings()).toEqual([]);
    await room.keep('2026-03-29T02:00:00Z');
    expect(await room.places('request_minutes', 'minute')).toEqual([]);
    expect(await room.query('SELECT FROM hour_marks')).toEqual([]);
    expect(warnings()).toEqual([
      'request_minutes_20260325 was dropped although some of it was not folded yet',
    ]);
  });

  it('keeps points as long as their minutes are not folded', async () => {
    await start('2026-03-25T10:00:00Z');
    await room.query(
      `INSERT INTO minute_marks (service, instance, minute) VALUES ('shop', 'one', '2026-03-25T23:59Z')`,
    );
    await room.keep('2026-03-28T02:00:00Z');
    expect((await room.partitions('metric_points'))[0]).toBe('20260325');
    await room.query('TRUNCATE minute_marks');
    await room.keep('2026-03-28T02:10:00Z');
    expect((await room.partitions('metric_points'))[0]).toBe('20260326');
  });

  it('has no hour folded again of which minutes are gone, and every hour of which none are', async () => {
    await start('2026-03-25T10:00:00Z');
    await room.keep('2026-03-28T02:00:00Z');
    await room.putMinutes('2026-03-25T23:00:00Z', '2026-03-26T00:00:00Z');
    expect(await room.query('SELECT hour FROM hour_marks')).toEqual([
      { hour: new Date('2026-03-26T00:00:00Z') },
    ]);
  });
});

describe('the DEFAULT partition', () => {
  it('gives up its rows to new partitions, loses the old ones and reports the rest', async () => {
    const rows = [
      '2026-03-20T00:00:00Z',
      '2026-03-27T00:00:00Z',
      '2026-03-29T23:59:00Z',
      '2027-01-01T00:00:00Z',
    ];
    await room.putMinutes(...rows);
    await room.query('TRUNCATE hour_marks');
    expect(await room.places('request_minutes', 'minute')).toEqual(
      rows.map((row) => `default ${row.slice(0, 16)}`),
    );
    await room.keep(NOW);
    expect(await room.places('request_minutes', 'minute')).toEqual([
      '20260327 2026-03-27T00:00',
      '20260329 2026-03-29T23:59',
      'default 2027-01-01T00:00',
    ]);
    expect(warnings()).toEqual([
      'request_minutes: 2 rows had no partition and were moved into theirs',
      expect.stringContaining('request_minutes: 1 rows lie in no partition'),
    ]);
    await room.putMinutes('2026-03-20T00:00:00Z');
    expect(await room.query('SELECT FROM hour_marks')).toEqual([]);
  });

  it('takes no row from a writer that waited while its partition was made', async () => {
    const reader = room.database.dataSource.createQueryRunner();
    await reader.startTransaction();
    await reader.query('SELECT count(*) FROM request_minutes_default');
    const keeping = room.keep(NOW);
    await room.untilWaiting(1);
    const writing = room.putMinutes(NOW);
    await room.untilWaiting(2);
    await reader.commitTransaction();
    await reader.release();
    await Promise.all([keeping, writing]);
    expect(warnings()).toEqual([]);
    expect(await room.places('request_minutes', 'minute')).toEqual([`20260329 ${NOW.slice(0, 16)}`]);
  });
});

it('gives way to a long reader, and writers are held up for no more than a moment', async () => {
  await start('2026-03-25T10:00:00Z');
  const reader = room.database.dataSource.createQueryRunner();
  await reader.startTransaction();
  await reader.query('SELECT count(*) FROM request_minutes');
  const keeping = room.keep('2026-03-28T02:00:00Z');
  let longestMs = 0;
  let writes = 0;
  for (let isKeeping = true; isKeeping; writes++) {
    void keeping.then(() => (isKeeping = false));
    const before = performance.now();
    await room.putMinutes('2026-03-28T02:00:00Z');
    longestMs = Math.max(longestMs, performance.now() - before);
  }
  expect(writes).toBeGreaterThan(0);
  expect(longestMs).toBeLessThan(1_500);
  expect(await room.partitions('request_minutes')).toContain('20260325');
  expect((await room.partitions('pool_minutes'))[0]).toBe('20260326');
  expect(warnings()).toEqual(expect.arrayContaining([expect.stringContaining('request_minutes is busy')]));
  await reader.commitTransaction();
  await reader.release();
  await room.query('TRUNCATE hour_marks');
  await room.keep('2026-03-28T02:10:00Z');
  expect(await room.partitions('request_minutes')).not.toContain('20260325');
});

describe('in any time zone of the server', () => {
  it.each(['America/New_York', 'Europe/Berlin', 'Asia/Kathmandu'])(
    'cuts at midnight UTC: %s',
    async (zone) => {
      const [{ name } = { name: '' }] = await room.query<{ name: string }>(
        'SELECT current_database() AS name',
      );
      await room.query(`ALTER DATABASE ${name} SET timezone = '${zone}'`);
      const { dataSource } = room.database;
      try {
        await dataSource.destroy();
        await dataSource.initialize();
        expect(await room.query('SHOW timezone')).toEqual([{ TimeZone: zone }]);
        const edges = ['2026-03-28T23:59', '2026-03-29T00:00', '2026-03-29T23:59', '2026-03-30T00:00'];
        await room.putMinutes(...edges.map((edge) => `${edge}:00Z`));
        await start(NOW);
        const hours = [
          '2026-01-01T00:00Z',
          '2026-02-28T23:00Z',
          '2026-03-01T00:00Z',
          '2026-03-31T23:00Z',
          '2026-04-01T00:00Z',
        ];
        await room.query(`INSERT INTO error_buckets SELECT unnest($1::timestamptz[]), 'shop', 1, 0, 0, 60`, [
          hours,
        ]);
        await room.keep('2026-03-31T23:59:59Z');
        expect(await room.places('request_minutes', 'minute')).toEqual(
          edges.map((edge) => `${edge.slice(0, 10).replaceAll('-', '')} ${edge}`),
        );
        expect((await room.places('error_buckets', 'hour')).map((place) => place.slice(0, 6))).toEqual([
          '202601',
          '202602',
          '202603',
          '202603',
          '202604',
        ]);
      } finally {
        await room.query(`ALTER DATABASE ${name} RESET timezone`);
        await dataSource.destroy();
        await dataSource.initialize();
      }
    },
  );
});
