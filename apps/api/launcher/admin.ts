import 'reflect-metadata';
import { text } from 'node:stream/consumers';
import { runAdminCommand, type WithAccounts } from '../src/auth/admin.command';
import { environment, projectRoot } from '../src/platform/config/env';
import { readDatabaseLocation } from '../src/platform/config/read-config';
import { withAccountsIn } from './account-database';
import { withEmbeddedDatabase } from './borrowed-database';
import { tell } from './tell';

/** `npm run admin`: who may sign in, managed on the machine itself. */
const withAccounts: WithAccounts = async (work) => {
  const { url, dataDir } = readDatabaseLocation(environment, projectRoot);
  const run = (address: string) => withAccountsIn(address, work);
  await (url === null ? withEmbeddedDatabase(dataDir, run) : run(url));
};

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
