import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AskBudget } from '../../src/core/external-services/ask-budget';
import { createDataSource } from '../../src/platform/database/data-source';
import { schema } from '../../src/schema';
import { VendorDoorSqlRepository } from '../../src/storage/vendor-doors/vendor-door.sql.repository';
import { createTestDatabase, type TestDatabase } from '../setup/database';

const START = Date.parse('2026-11-23T10:00:00Z');
const at = (ms: number) => new Date(START + ms);
const budget: AskBudget = { most: 4, windowMs: 5_000 };

let database: TestDatabase;
let other: ReturnType<typeof createDataSource>;
let doors: VendorDoorSqlRepository[];

beforeAll(async () => {
  database = await createTestDatabase();
  other = createDataSource({ url: database.url, poolSize: 4, applicationName: 'other' }, schema);
  await other.initialize();
  doors = [database.dataSource, other].map((source) => new VendorDoorSqlRepository(source));
});
afterAll(async () => {
  await other.destroy();
  await database.drop();
});
beforeEach(() => database.dataSource.query('TRUNCATE vendor_doors'));

const take = async (replica: number, ms: number) =>
  (await doors[replica]!.take('daily_co', 'api', budget, at(ms))).kind;

describe('leave to ask', () => {
  it('is given no more often than the budget says, however many ask at the same moment', async () => {
    const kinds = await Promise.all(Array.from({ length: 20 }, (_, n) => take(n % 2, 0)));
    expect(kinds.filter((kind) => kind === 'granted')).toHaveLength(budget.most);
    expect(await take(0, 4_999)).toBe('spent');
    expect(await take(0, 5_000)).toBe('granted');
  });

  it('never exceeds the budget in any stretch of its length, whoever asks when', async () => {
    const asks = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 3_000 }), replica: fc.nat(1) }), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(asks, async (all) => {
        await database.dataSource.query('TRUNCATE vendor_doors');
        const granted: number[] = [];
        let ms = 0;
        for (const { gap, replica } of all) {
          ms += gap;
          if ((await take(replica, ms)) === 'granted') granted.push(ms);
        }
        for (const from of granted)
          expect(
            granted.filter((one) => one >= from && one < from + budget.windowMs).length,
          ).toBeLessThanOrEqual(budget.most);
      }),
      { numRuns: 25 },
    );
  });

  it('is counted for each door and service apart', async () => {
    for (let n = 0; n < budget.most; n++) await take(0, 0);
    expect((await doors[0]!.take('daily_co', 'status_page', budget, at(0))).kind).toBe('granted');
    expect((await doors[0]!.take('livekit', 'api', budget, at(0))).kind).toBe('granted');
    expect(await take(1, 0)).toBe('spent');
  });

  it('is not given by any replica while the vendor wants us to wait; the longest wait counts', async () => {
    await doors[0]!.pause('daily_co', 'api', at(60_000));
    await doors[1]!.pause('daily_co', 'api', at(30_000));
    expect(await doors[1]!.take('daily_co', 'api', budget, at(59_999))).toEqual({
      kind: 'paused',
      until: at(60_000),
    });
    expect(await take(1, 60_000)).toBe('granted');
  });

  it('is not held up for long by a clock that was hours ahead', async () => {
    for (let n = 0; n < budget.most; n++) await take(0, 3 * 3_600_000);
    expect(await take(1, 0)).toBe('granted');
  });
});
