import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EXTERNAL_SERVICES, QUALITY_LEVELS } from '@watchroom/contracts';
import { NOT_TOLD } from '../../src/core/sessions/session-state';
import type { SessionReport } from '../../src/core/sessions/session-report';
import { InMemorySessionRepository } from '../../src/storage/sessions/testing/in-memory.session.repository';
import { SessionSqlRepository } from '../../src/storage/sessions/session.sql.repository';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { ago, aReport, sessionRepositoryContract } from './session-repository.contract';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const emptied = async () => {
  await database.dataSource.query(
    'TRUNCATE sessions, session_hours, session_hour_changes, counselor_categories',
  );
  return new SessionSqlRepository(database.dataSource);
};
const rows = (): Promise<object[]> =>
  database.dataSource.query(
    `SELECT s.*, c.name AS category FROM sessions s JOIN counselor_categories c ON c.id = s.category_id
      ORDER BY session_id`,
  );

describe('in memory', () => sessionRepositoryContract(async () => new InMemorySessionRepository()));

describe('in PostgreSQL', () => {
  sessionRepositoryContract(emptied);

  const time = fc.integer({ min: 0, max: 4 }).map((minutes) => ago(minutes * 60_000));
  const ahead = fc.integer({ min: 1, max: 2 }).map((minutes) => ago(-minutes * 60_000));
  const report: fc.Arbitrary<SessionReport> = fc.record({
    sessionId: fc.constantFrom(
      '0d6f0f4e-2f56-4a4e-9c39-9a4b8d2f0001',
      'f00f0f4e-2f56-4a4e-9c39-9a4b8d2f0002',
    ),
    category: fc.constantFrom('Anxiety', 'Grief', 'anxiety', '𐐀', 'ｱ', NOT_TOLD),
    provider: fc.option(fc.constantFrom(...EXTERNAL_SERVICES)),
    startTime: time,
    endTime: fc.option(fc.constantFrom(ago(0), ago(-60_000))),
    lastSeenAt: fc.option(time),
    quality: fc.option(
      fc.record(
        { level: fc.constantFrom(...QUALITY_LEVELS), at: time, toldAt: ahead },
        { requiredKeys: ['level', 'at'] },
      ),
    ),
    lastSeenToldAt: fc.option(ahead, { nil: undefined }),
    toldAt: fc.option(ahead, { nil: undefined }),
  });

  it('merges as the core does, in any order and grouping, however often repeated', async () => {
    const replayed = fc
      .array(report, { minLength: 1, maxLength: 6 })
      .chain((reports) =>
        fc.tuple(
          fc.constant(reports),
          fc.shuffledSubarray(reports, { minLength: reports.length }),
          fc.shuffledSubarray(reports),
        ),
      );
    await fc.assert(
      fc.asyncProperty(replayed, async ([reports, order, again]) => {
        const [sessions, memory] = [await emptied(), new InMemorySessionRepository()];
        await memory.merge(reports);
        for (const one of order) await sessions.merge([one]);
        await sessions.merge(again);

        const expected = [...memory.states.values()].map((state) => ({
          session_id: state.sessionId,
          start_time: state.startTime,
          end_time: state.endTime,
          last_seen_at: state.lastSeenAt,
          last_seen_told_at: state.lastSeenToldAt ?? null,
          quality_at: state.quality?.at ?? null,
          quality_told_at: state.quality?.toldAt ?? null,
          category: state.category.value,
          category_at: state.category.at,
          provider: state.provider?.value ?? null,
          provider_at: state.provider?.at ?? null,
        }));
        expect(await rows()).toMatchObject(
          expected.toSorted((a, b) => (a.session_id < b.session_id ? -1 : 1)),
        );
        const levels = await sessions.recentQuality(ago(0));
        expect(levels).toEqual(await memory.recentQuality(ago(0)));
      }),
      { numRuns: 60 },
    );
  });

  it('writes nothing when a report is repeated', async () => {
    const sessions = await emptied();
    const reports = [
      aReport({ lastSeenAt: ago(1), quality: { level: 'good', at: ago(5) } }),
      aReport({ endTime: ago(0), provider: null }),
    ];
    const versions = () => database.dataSource.query('SELECT session_id, ctid FROM sessions ORDER BY 1');
    await sessions.merge(reports);
    const before = await versions();
    await database.dataSource.query('DELETE FROM session_hour_changes');

    await sessions.merge(reports.toReversed());

    expect(await versions()).toEqual(before);
    expect(await database.dataSource.query('SELECT * FROM session_hour_changes')).toEqual([]);
  });

  it('lets concurrent batches over the same sessions all succeed', async () => {
    const sessions = await emptied();
    const reports = Array.from({ length: 200 }, () => aReport());
    const batch = (seed: number) =>
      reports
        .map((one) =>
          Object.assign({}, one, { lastSeenAt: ago(seed * 1000), category: `Category ${seed % 3}` }),
        )
        .toSorted(() => (seed % 2 === 0 ? 1 : -1));

    await Promise.all(Array.from({ length: 16 }, (_, seed) => sessions.merge(batch(seed))));

    const [{ n, newest }] = await database.dataSource.query(
      'SELECT count(*)::int AS n, min(last_seen_at) AS newest FROM sessions',
    );
    expect([n, newest]).toEqual([200, ago(0)]);
  });

  it('keeps to 64 categories when writers register at the same time', async () => {
    const sessions = await emptied();
    const writes = Array.from({ length: 80 }, (_, i) =>
      sessions.merge([aReport({ category: `Category ${i}` })]),
    );
    const results = await Promise.allSettled(writes);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(64);
    expect(Object.keys((await sessions.lastThirtyDays(ago(0))).byCategory)).toHaveLength(64);
  });
});
