import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { withAccountsIn } from '../../launcher/account-database';
import { LaunchError } from '../../launcher/launch-error';
import type { AdminAccounts } from '../../src/auth/admin-accounts';
import { MIGRATION_LOCK } from '../../src/platform/database/migrate';
import { createTestDatabase, type TestDatabase } from '../setup/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const create = (accounts: AdminAccounts): Promise<void> =>
  accounts.put('late@watchroom.test', 'SYSTEM_MONITOR', 'a-password-of-the-tests').then(() => undefined);
const admins = () => database.dataSource.query<unknown[]>('SELECT 1 FROM admins');

it('says what to do while somebody else migrates, and works afterwards', async () => {
  const migrating = database.dataSource.createQueryRunner();
  await migrating.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  const refused = await withAccountsIn(database.url, create).catch((error: unknown) => error);
  await migrating.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  await migrating.release();

  expect(refused).toBeInstanceOf(LaunchError);
  expect((refused as Error).message).toMatch(/bringing this database up to date.*Run the command again/);
  expect(await admins()).toHaveLength(0);
  await withAccountsIn(database.url, create);
  expect(await admins()).toHaveLength(1);
});
