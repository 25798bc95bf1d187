import { createHmac } from 'node:crypto';
import type { Role } from '@watchroom/contracts';
import { AdminAccounts } from '../src/auth/admin-accounts';
import { Argon2PasswordHasher } from '../src/auth/argon2.password.hasher';
import { createDataSource } from '../src/platform/database/data-source';
import { schema } from '../src/schema';
import { AdminSqlRepository } from '../src/storage/admins/admin.sql.repository';
import { SignInSqlRepository } from '../src/storage/sign-ins/sign-in.sql.repository';

/** One account a role, so that a newcomer can see what each of them sees. */
export const DEMO_ACCOUNTS: readonly { email: string; role: Role }[] = [
  { email: 'monitor@watchroom.demo', role: 'SYSTEM_MONITOR' },
  { email: 'admin@watchroom.demo', role: 'SUPER_ADMIN' },
  { email: 'content@watchroom.demo', role: 'CONTENT_MANAGER' },
];

/** The same at every start of an installation, and another one in every installation. */
export const demoPassword = (jwtSecret: string, email: string): string =>
  createHmac('sha256', jwtSecret).update(`demo account ${email}`).digest('base64url').slice(0, 16);

/** Safe to repeat; an account that somebody changed stays as it is. */
export async function createDemoAccounts(databaseUrl: string, jwtSecret: string): Promise<void> {
  const dataSource = createDataSource(
    { url: databaseUrl, poolSize: 2, applicationName: 'watchroom launcher' },
    schema,
  );
  await dataSource.initialize();
  try {
    const accounts = new AdminAccounts(
      new AdminSqlRepository(dataSource),
      new SignInSqlRepository(dataSource),
      new Argon2PasswordHasher(),
    );
    for (const { email, role } of DEMO_ACCOUNTS)
      await accounts.addIfAbsent(email, role, demoPassword(jwtSecret, email));
  } finally {
    await dataSource.destroy();
  }
}
