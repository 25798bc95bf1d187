import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { accountRule, addressRule } from '../../src/core/auth/throttle';
import { SignInThrottleRepository } from '../../src/storage/sign-in-throttle/sign-in-throttle.repository';
import { SignInSweeper } from '../../src/auth/sign-in.sweeper';
import { LeaseLeadership } from '../../src/platform/lease/lease.leadership';
import { startTestApplication, type TestApplication, type TestSignIn } from '../setup/application';

let api: TestApplication;
let admin: TestSignIn;
beforeAll(async () => {
  api = await startTestApplication({ TRUSTED_PROXIES: '127.0.0.1' });
  admin = await api.signIn('SUPER_ADMIN');
});
afterAll(() => api.close());
beforeEach(() => query('DELETE FROM sign_in_throttle'));

const query = (sql: string, values: unknown[] = []) => api.database.dataSource.query(sql, values);
const age = (seconds: number) =>
  query('UPDATE sign_in_throttle SET last_at = last_at - make_interval(secs => $1)', [seconds]);

async function login(email: string, password: string, from = '192.0.2.1') {
  const answer = await api.app.inject({
    method: 'POST',
    url: routes.login,
    payload: { email, password },
    headers: { 'x-forwarded-for': from },
  });
  return { status: answer.statusCode, retryAfter: answer.headers['retry-after'] };
}
const wrong = (email = admin.email, from?: string) => login(email, 'not the password', from);
const statusesOf = async (tries: number, one: () => Promise<{ status: number }>) => {
  const statuses: number[] = [];
  for (let i = 0; i < tries; i++) statuses.push((await one()).status);
  return statuses;
};

it.each([
  ['an admin', () => admin.email],
  ['an unknown address', () => 'nobody@watchroom.test'],
])('slows down guessing at %s: five tries, then 429 with the time to wait', async (_, email) => {
  expect(await statusesOf(5, () => wrong(email()))).toEqual([401, 401, 401, 401, 401]);
  expect(await wrong(email())).toEqual({ status: 429, retryAfter: '1' });
  await age(1);
  expect((await wrong(email())).status).toBe(401);
  expect(await wrong(email())).toEqual({ status: 429, retryAfter: '2' });
});

it('refuses the right password too while it is slowed down, and takes it afterwards', async () => {
  await statusesOf(5, () => wrong());
  expect((await login(admin.email, admin.password)).status).toBe(429);
  await age(1);
  expect((await login(admin.email, admin.password)).status).toBe(200);
});

it('forgets the failures of an account once somebody has signed in', async () => {
  await statusesOf(4, () => wrong());
  await login(admin.email, admin.password);
  expect(await statusesOf(5, () => wrong())).toEqual([401, 401, 401, 401, 401]);
  expect((await wrong()).status).toBe(429);
});

it('does not mix up accounts, and knows one in any case of its letters', async () => {
  await statusesOf(5, () => wrong());
  expect((await wrong(admin.email.toUpperCase())).status).toBe(429);
  expect((await wrong('other@watchroom.test')).status).toBe(401);
});

it('slows down one address that tries many accounts, and no other', async () => {
  let i = 0;
  const next = () => wrong(`someone-${i++}@watchroom.test`, '198.51.100.7');
  expect(new Set(await statusesOf(30, next))).toEqual(new Set([401]));
  expect(await next()).toMatchObject({ status: 429, retryAfter: expect.stringMatching(/^(9|10)$/) });
  expect((await login(admin.email, admin.password, '198.51.100.7')).status).toBe(429);
  expect((await login(admin.email, admin.password, '198.51.100.8')).status).toBe(200);
  await age(10);
  expect((await login(admin.email, admin.password, '198.51.100.7')).status).toBe(200);
});

it('lets thirty browsers sign in to one account at once', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => login(admin.email, admin.password)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200));
});

it('gives many tries at once no more than one after another', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => wrong()));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
});

it('counts exactly, when replicas try the same keys in any order at once', async () => {
  const throttle = api.app.get(SignInThrottleRepository);
  const keys = [1, 2].map((byte) => ({ digest: Buffer.alloc(32, byte), rule: addressRule }));
  const tries = Array.from({ length: 40 }, (_, i) =>
    throttle.reserve(i % 2 === 0 ? keys : [...keys].reverse()),
  );
  const waits = await Promise.all(tries);
  expect(waits.filter((wait) => wait === 0)).toHaveLength(30);
});

it('takes back a try that broke off', async () => {
  const throttle = api.app.get(SignInThrottleRepository);
  const key = { digest: Buffer.alloc(32, 3), rule: accountRule };
  for (let i = 0; i < 20; i++) {
    expect(await throttle.reserve([key])).toBe(0);
    await throttle.giveBack([key]);
  }
});

it('keeps neither e-mail address nor IP address', async () => {
  await wrong('very-private@watchroom.test', '203.0.113.9');
  const rows: { key: Buffer; text: string }[] = await query(
    'SELECT key, row_to_json(sign_in_throttle)::text AS text FROM sign_in_throttle',
  );
  expect(rows).toHaveLength(2);
  for (const { key, text } of rows) {
    expect(key).toHaveLength(32);
    expect(text).not.toMatch(/private|203\.0/);
  }
});

it('sweeps what no longer matters, while this replica leads', async () => {
  await wrong('old@watchroom.test');
  await age(3_700);
  await wrong('new@watchroom.test');
  await query(`UPDATE sign_ins SET expires_at = now() - interval '2 days'`);
  const kept = await api.signIn('SUPER_ADMIN');
  await api.app.get(LeaseLeadership).renew();

  await api.app.get(SignInSweeper).sweep();

  const rows: { old: boolean }[] = await query(
    `SELECT last_at < now() - interval '1 hour' AS old FROM sign_in_throttle`,
  );
  expect(rows.map(({ old }) => old)).toEqual([false, false, false]); // new account, its address, our own address
  const [{ email }] = await query('SELECT email FROM sign_ins JOIN admins ON admins.id = admin_id');
  expect(await query('SELECT 1 FROM sign_ins')).toHaveLength(1);
  expect(email).toBe(kept.email);
});

it('does not let a caller choose the address that is slowed down', async () => {
  const open = await startTestApplication({}, { database: api.database });
  const from = (address: string) =>
    open.app.inject({
      method: 'POST',
      url: routes.login,
      payload: { email: `${address}@watchroom.test`, password: 'not the password' },
      headers: { 'x-forwarded-for': address },
    });
  const statuses: number[] = [];
  for (let i = 1; i <= 31; i++) statuses.push((await from(`192.0.2.${i}`)).statusCode);
  await open.close();
  expect(statuses.at(-1)).toBe(429);
});
