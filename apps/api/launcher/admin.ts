import 'reflect-metadata';
import { text } from 'node:stream/consumers';
import { AdminAccounts } from '../src/auth/admin-accounts';
import { runAdminCommand, type WithAccounts } from '../src/auth/admin.command';
import { Argon2PasswordHasher } from '../src/auth/argon2.password.hasher';
import { environment, projectRoot } from '../src/platform/config/env';
import { readDatabaseLocation } from '../src/platform/config/read-config';
import { createDataSource } from '../src/platform/database/data-source';
import { isDatabaseAway } from '../src/platform/database/database-away';
import { migrate } from '../src/platform/database/migrate';
import { schema } from '../src/schema';
import { AdminTypeormRepository } from '../src/storage/admins/admin.typeorm.repository';
import { SignInTypeormRepository } from '../src/storage/sign-ins/sign-in.typeorm.repository';
import { withEmbeddedDatabase } from './borrowed-database';
import { codeOf, LaunchError } from './launch-error';
import { tell } from './tell';

/** `npm run admin`: who may sign in, managed on the machine itself. */
const withAccounts: WithAccounts = async (work) => {
  const { url, dataDir } = readDatabaseLocation(environment, projectRoot);
  const run = (address: string) => withDatabase(address, work);
  await (url === null ? withEmbeddedDatabase(dataDir, run) : run(url));
};

async function withDatabase(url: string, work: Parameters<WithAccounts>[0]): Promise<void> {
  const dataSource = createDataSource({ url, poolSize: 2, applicationName: 'watchroom admin' }, schema);
  try {
    await dataSource.initialize();
    await migrate(dataSource);
    const admins = new AdminTypeormRepository(dataSource);
    await work(
      new AdminAccounts(admins, new SignInTypeormRepository(dataSource), new Argon2PasswordHasher()),
    );
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    throw new LaunchError(
      `The database does not answer (${codeOf(error)}). Check DATABASE_URL and the server.`,
    );
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

const terminal = {
  out: (line: string) => console.log(line),
  error: (line: string) => console.error(line),
  input: () => text(process.stdin),
};

runAdminCommand(process.argv.slice(2), terminal, withAccounts).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    tell(error);
    process.exitCode = 1;
  },
);
