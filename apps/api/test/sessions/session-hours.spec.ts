import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { QUALITY_LEVELS } from '@watchroom/contracts';
import { lastThirtyDaysUpTo } from '../../src/core/sessions/last-thirty-days';
import { SessionHourFolder } from '../../src/features/sessions/session-hour.folder';
import { Leadership, LeaseLost } from '../../src/platform/lease/leadership';
import { LAST_THIRTY_DAYS } from '../../src/storage/sessions/session-questions';
import { SessionSqlRepository } from '../../src/storage/sessions/session.sql.repository';
import { SessionHourSqlRepository } from '../../src/storage/session-hours/session-hour.sql.repository';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { ago, aReport, NOW } from './session-repository.contract';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

class Leading extends Leadership {
  isLeader = true;
  constructor(private readonly dataSource: DataSource) {
    super();
  }
  override fenced<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work);
  }
}

let database: TestDatabase;
let sessions: SessionSqlRepository;
let hours: SessionHourSqlRepository;
beforeAll(async () => {
  database = await createTestDatabase();
  sessions = new SessionSqlRepository(database.dataSource);
  hours = new SessionHourSqlRepository(new Leading(database.dataSource));
});
beforeEach(() =>
  query('TRUNCATE sessions, session_hours, session_hour_changes, counselor_categories').then(() => undefined),
);
afterAll(() => database.drop());

const query = <T = object>(sql: string): Promise<T[]> => database.dataSource.query(sql);
const marks = async () =>
  (await query<{ hour: Date }>('SELECT DISTINCT hour FROM session_hour_changes ORDER BY 1')).map((m) =>
    m.hour.toISOString(),
  );
const rollup = () =>
  query<{ hour: Date; quality: number; sessions: number }>(
    'SELECT hour, quality, sessions FROM session_hours ORDER BY 1, 2',
  );
const foldAll = async () => {
  while ((await hours.fold(5)) > 0);
};

describe('the hourly rollup', () => {
  it('marks only the hours whose counts change: both hours when a start moves', async () => {
    const report = aReport({ startTime: new Date('2026-02-10T10:30:00Z') });
    await sessions.merge([report]);
    expect(await marks()).toEqual(['2026-02-10T10:00:00.000Z']);

    await foldAll();
    await sessions.merge([{ ...report, lastSeenAt: ago(1), endTime: ago(0) }]);
    expect(await marks()).toEqual([]);

    await sessions.merge([{ ...report, quality: { level: 'good', at: ago(10) } }]);
    expect(await marks()).toEqual(['2026-02-10T10:00:00.000Z']);
    await foldAll();
    await sessions.merge([{ ...report, quality: { level: 'good', at: ago(5) } }]);
    expect(await marks()).toEqual([]);

    await sessions.merge([{ ...report, startTime: new Date('2026-02-10T08:59:59.999Z') }]);
    expect(await marks()).toEqual(['2026-02-10T08:00:00.000Z', '2026-02-10T10:00:00.000Z']);
    await foldAll();
    expect(await rollup()).toEqual([{ hour: new Date('2026-02-10T08:00:00Z'), quality: 3, sessions: 1 }]);
  });

  it('gives the same rows however often it is folded, a few hours at a time', async () => {
    await sessions.merge(Array.from({ length: 40 }, (_, i) => aReport({ startTime: ago(i * HOUR_MS) })));
    expect(await hours.fold(30)).toBe(30);
    expect(await hours.fold(30)).toBe(10);
    const before = await rollup();
    expect(before).toHaveLength(40);

    await query('INSERT INTO session_hour_changes SELECT hour FROM session_hours, generate_series(1, 3)');
    await foldAll();
    expect(await rollup()).toEqual(before);
  });

  it('keeps the mark of a write that commits while its hour is folded', async () => {
    const other = database.dataSource.createQueryRunner();
    await sessions.merge([aReport()]);
    await other.startTransaction();
    await other.query(
      `INSERT INTO sessions (session_id, start_time, category_at, category_id)
       SELECT gen_random_uuid(), start_time, category_at, category_id FROM sessions`,
    );
    await foldAll();
    await other.commitTransaction();
    await other.release();

    expect(await marks()).toHaveLength(1);
    expect((await sessions.lastThirtyDays(NOW)).total).toBe(2);
    await foldAll();
    expect((await rollup()).map((row) => row.sessions)).toEqual([2]);
  });

  it('is read exactly at every moment of the window, folded or not', async () => {
    const edge = (ms: number) => new Date(NOW.getTime() - 30 * DAY_MS + ms);
    const starts = [-1, 0, 1, HOUR_MS, 2 * HOUR_MS].map(edge).concat([ago(HOUR_MS), ago(1), ago(0), ago(-1)]);
    await sessions.merge(starts.map((startTime) => aReport({ startTime })));
    for (const fold of [false, true]) {
      if (fold) await foldAll();
      for (const shift of [-HOUR_MS, -1, 0, 1, 1_500, 39 * 60_000, HOUR_MS, 3 * HOUR_MS]) {
        const now = new Date(NOW.getTime() + shift);
        const { from } = lastThirtyDaysUpTo(now);
        const expected = starts.filter((start) => start >= from && start <= now).length;
        expect([shift, (await sessions.lastThirtyDays(now)).total]).toEqual([shift, expected]);
      }
    }
  });
});

it('never misses or doubles a session while others write and fold', async () => {
  const writers = 4;
  const { from, to, firstHour, hoursEnd } = lastThirtyDaysUpTo(NOW);
  const random = (n: number) => Math.floor(Math.random() * n);
  const ids = Array.from({ length: 60 }, () => aReport().sessionId);
  let writing = true;
  const write = async () => {
    for (let i = 0; i < 60; i++)
      await sessions.merge(
        Array.from({ length: 5 }, () =>
          aReport({
            sessionId: ids[random(ids.length)] ?? '',
            startTime: ago(random(30 * 24 * 4) * (HOUR_MS / 4)),
            category: `Category ${random(3)}`,
            quality: { level: QUALITY_LEVELS[random(4)] ?? 'good', at: ago(random(10_000)) },
          }),
        ),
      );
  };
  const fold = async () => {
    while (writing) await hours.fold(3);
  };
  let reads = 0;
  const read = async () => {
    while (writing) {
      await database.dataSource.transaction('REPEATABLE READ', async (manager) => {
        const answer: { category: string; quality: number | null; sessions: number }[] = await manager.query(
          LAST_THIRTY_DAYS,
          [from, to, firstHour, hoursEnd],
        );
        const truth = await manager.query(
          `SELECT c.name AS category, coalesce(s.quality, 0)::smallint AS quality, count(*)::float8 AS sessions
             FROM sessions s JOIN counselor_categories c ON c.id = s.category_id
            WHERE s.start_time BETWEEN $1 AND $2 GROUP BY 1, 2 ORDER BY 1, 2`,
          [from, to],
        );
        const counted = answer.filter((row) => row.sessions > 0);
        expect(counted.toSorted(byCategoryAndQuality)).toEqual(truth);
        reads++;
      });
    }
  };
  const written = Promise.all(Array.from({ length: writers }, write)).finally(() => (writing = false));
  await Promise.all([written, fold(), fold(), read(), read()]);

  expect(reads).toBeGreaterThan(10);
  await foldAll();
  expect(await marks()).toEqual([]);
  const [sum] = await query('SELECT sum(sessions)::int AS n FROM session_hours');
  expect(sum).toEqual({ n: (await query('SELECT 1 FROM sessions')).length });
});

function byCategoryAndQuality(
  a: { category: string; quality: number | null },
  b: { category: string; quality: number | null },
): number {
  return a.category === b.category ? (a.quality ?? 0) - (b.quality ?? 0) : a.category < b.category ? -1 : 1;
}

describe('the folder', () => {
  const folderOf = (leadership: Leadership) =>
    new SessionHourFolder(leadership, new SessionHourSqlRepository(leadership));

  it('folds everything that is out of date, and only while it leads', async () => {
    await sessions.merge(Array.from({ length: 60 }, (_, i) => aReport({ startTime: ago(i * HOUR_MS) })));
    const leadership = new Leading(database.dataSource);
    const folder = folderOf(leadership);

    leadership.isLeader = false;
    await folder.tick();
    expect(await marks()).toHaveLength(60);

    leadership.isLeader = true;
    await folder.tick();
    expect(await marks()).toEqual([]);
  });

  it('changes nothing and stays calm when the lease is lost under way', async () => {
    class Overtaken extends Leading {
      override async fenced<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
        return super.fenced(async (manager) => {
          await work(manager);
          throw new LeaseLost();
        });
      }
    }
    await sessions.merge([aReport()]);
    await folderOf(new Overtaken(database.dataSource)).tick();
    expect(await marks()).toHaveLength(1);
    expect(await rollup()).toEqual([]);
  });
});
