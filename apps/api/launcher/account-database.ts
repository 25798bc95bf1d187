import { AdminAccounts } from '../src/auth/admin-accounts';
import type { WithAccounts } from '../src/auth/admin.command';
import { Argon2PasswordHasher } from '../src/auth/argon2.password.hasher';
import { createDataSource } from '../src/platform/database/data-source';
import { isDatabaseAway } from '../src/platform/database/database-away';
import { migrate } from '../src/platform/database/migrate';
import { schema } from '../src/schema';
import { AdminSqlRepository } from '../src/storage/admins/admin.sql.repository';
import { SignInSqlRepository } from '../src/storage/sign-ins/sign-in.sql.repository';
import { codeOf, LaunchError } from './launch-error';

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Runs work with the accounts of this database, brought up to date first.
 * @throws LaunchError when the database does not answer, or somebody else is migrating it.
 */
export async function withAccountsIn(url: string, work: Parameters<WithAccounts>[0]): Promise<void> {
  const dataSource = createDataSource({ url, poolSize: 2, applicationName: 'watchroom admin' }, schema);
  try {
    await dataSource.initialize();
    await migrate(dataSource);
    const admins = new AdminSqlRepository(dataSource);
    await work(new AdminAccounts(admins, new SignInSqlRepository(dataSource), new Argon2PasswordHasher()));
  } catch (error) {
    throw curable(error);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

function curable(error: unknown): unknown {
  if (codeOf(error) === LOCK_NOT_AVAILABLE)
    return new LaunchError(
      'Another process is bringing this database up to date. Nothing was changed. ' +
        'Run the command again once Watchroom is ready (/health/ready answers 200).',
    );
  if (!isDatabaseAway(error)) return error;
  return new LaunchError(
    `The database does not answer (${codeOf(error)}). Check DATABASE_URL and the server.`,
  );
}
