import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LeaseLost } from '../../src/platform/lease/leadership';
import { DatabaseConnector } from '../../src/platform/database/database.connector';
import { LeaseLeadership } from '../../src/platform/lease/lease.leadership';
import { Replica } from '../../src/platform/replica';
import { createTestDatabase, type TestDatabase } from '../setup/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const leadership = (id: string) =>
  new LeaseLeadership(database.dataSource, new Replica(id), new DatabaseConnector(database.dataSource));
const expire = () => database.dataSource.query(`UPDATE leases SET expires_at = clock_timestamp()`);

it('lets one replica lead, and another once the lease has expired', async () => {
  const [first, second] = [leadership('first'), leadership('second')];
  await first.renew();
  await second.renew();
  expect([first.isLeader, second.isLeader]).toEqual([true, false]);

  await expire();
  await second.renew();
  expect(second.isLeader).toBe(true);
});

it('refuses the late write of a holder that was overtaken without knowing', async () => {
  await expire();
  const [frozen, next] = [leadership('frozen'), leadership('next')];
  await frozen.renew();
  await expire();
  await next.renew();
  expect(frozen.isLeader).toBe(true);

  const write = frozen.fenced((manager) =>
    manager.query(`INSERT INTO leases VALUES ('late', 'frozen', 1, now())`),
  );

  await expect(write).rejects.toThrow(LeaseLost);
  expect(await database.dataSource.query(`SELECT 1 FROM leases WHERE name = 'late'`)).toEqual([]);
  expect(frozen.isLeader).toBe(false);
});
