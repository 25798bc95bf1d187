import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes, type SignedInAdmin } from '@watchroom/contracts';
import { AdminAccounts } from '../../src/auth/admin-accounts';
import { FirstAdmin } from '../../src/auth/first-admin';
import { AdminRepository } from '../../src/storage/admins/admin.repository';
import { startTestApplication, type TestApplication, type TestSignIn } from '../setup/application';

const FIRST = { ADMIN_EMAIL: 'First@Watchroom.Test', ADMIN_PASSWORD: 'the-first-password' };

let one: TestApplication;
let two: TestApplication;
beforeAll(async () => {
  one = await startTestApplication(FIRST);
  two = await startTestApplication(FIRST, { database: one.database });
});
afterAll(async () => {
  await two.close();
  await one.close();
});

const me = (api: TestApplication, admin: TestSignIn) =>
  api.app.inject({ url: routes.me, headers: admin.headers });
const login = (email: string, password: string) =>
  one.app.inject({ method: 'POST', url: routes.login, payload: { email, password } });

/** Until a replica that answered from memory has asked again: a second at most. */
async function withinASecond(check: () => Promise<boolean>): Promise<number> {
  const started = performance.now();
  while (!(await check())) {
    if (performance.now() - started > 3_000) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return performance.now() - started;
}

describe('the first admin', () => {
  it('is there when the application is ready, and signs in', async () => {
    const answer = await login(FIRST.ADMIN_EMAIL, FIRST.ADMIN_PASSWORD);
    expect(answer.json<SignedInAdmin>()).toMatchObject({
      email: 'first@watchroom.test',
      role: 'SUPER_ADMIN',
    });
  });

  it('is made once by two replicas, and never made anew', async () => {
    const accounts = one.app.get(AdminAccounts);
    await accounts.setRole(FIRST.ADMIN_EMAIL, 'CONTENT_MANAGER');
    await accounts.disable(FIRST.ADMIN_EMAIL, new Date());
    const before = await one.app.get(AdminRepository).byEmail('first@watchroom.test');

    const third = await startTestApplication(
      { ...FIRST, ADMIN_PASSWORD: 'another-password' },
      { database: one.database },
    );
    await third.app.get(FirstAdmin).ensure();
    await third.close();

    expect(await one.app.get(AdminRepository).byEmail('first@watchroom.test')).toEqual(before);
    const all = await one.app.get(AdminRepository).all();
    expect(all.filter(({ email }) => email.startsWith('first@'))).toHaveLength(1);
  });

  it('survives many replicas that add it at the same moment', async () => {
    const added = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        (i % 2 ? one : two).app
          .get(AdminAccounts)
          .addIfAbsent('race@watchroom.test', 'SUPER_ADMIN', `password number ${i}`),
      ),
    );
    expect(added.filter(Boolean)).toHaveLength(1);
  });
});

describe('what one replica decides', () => {
  it('ends a token on the other within about a second', async () => {
    const admin = await one.signIn('SYSTEM_MONITOR');
    expect((await me(two, admin)).statusCode).toBe(200);
    await one.app.inject({ method: 'POST', url: routes.logout, headers: admin.headers });
    expect((await me(one, admin)).statusCode).toBe(401);
    expect(await withinASecond(async () => (await me(two, admin)).statusCode === 401)).toBeLessThan(1_500);
  });

  it('changes a role on the other within about a second, the token staying alive', async () => {
    const admin = await one.signIn('SYSTEM_MONITOR');
    await me(two, admin);
    await one.app.get(AdminAccounts).setRole(admin.email, 'CONTENT_MANAGER');
    const role = async () => (await me(two, admin)).json<SignedInAdmin>().role;
    expect(await withinASecond(async () => (await role()) === 'CONTENT_MANAGER')).toBeLessThan(1_500);
  });

  it.each<[string, (accounts: AdminAccounts, email: string) => Promise<unknown>]>([
    ['disabled', (accounts, email) => accounts.disable(email, new Date())],
    ['given a new password', (accounts, email) => accounts.resetPassword(email, 'an entirely new one')],
    ['created anew', (accounts, email) => accounts.put(email, 'SUPER_ADMIN', 'an entirely new one')],
  ])('signs out an admin who is %s', async (_, act) => {
    const admin = await one.signIn('SYSTEM_MONITOR');
    await me(two, admin);
    await act(one.app.get(AdminAccounts), admin.email);
    expect(await withinASecond(async () => (await me(two, admin)).statusCode === 401)).toBeLessThan(1_500);
    expect((await login(admin.email, admin.password)).statusCode).toBe(401);
  });

  it.each([
    ['the admin is disabled', `UPDATE admins SET disabled_at = now() WHERE email = $1`],
    [
      'its time is up',
      `UPDATE sign_ins s SET expires_at = now() FROM admins a WHERE a.id = s.admin_id AND a.email = $1`,
    ],
  ])('does not take a token once the database says that %s, though nobody ended it', async (_, change) => {
    const admin = await one.signIn('SYSTEM_MONITOR');
    expect((await me(two, admin)).statusCode).toBe(200);
    await one.database.dataSource.query(change, [admin.email]);
    expect(await withinASecond(async () => (await me(two, admin)).statusCode === 401)).toBeLessThan(1_500);
  });
});
