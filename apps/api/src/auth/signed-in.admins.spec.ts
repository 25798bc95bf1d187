import { expect, it } from '@jest/globals';
import { Clock } from '../platform/clock/clock';
import { SignInRepository, type ActiveSignIn } from '../storage/sign-ins/sign-in.repository';
import { SignedInAdmins } from './signed-in.admins';

class SetClock extends Clock {
  ms = 0;
  override now = () => new Date(this.ms);
  override monotonicMs = () => this.ms;
}

class RememberedSignIns extends SignInRepository {
  asked = 0;
  rows = new Map<string, ActiveSignIn>();
  failWith: Error | null = null;
  frozen: Promise<void> = Promise.resolve();

  override async active(id: string): Promise<ActiveSignIn | null> {
    this.asked++;
    await this.frozen;
    if (this.failWith) throw this.failWith;
    return this.rows.get(id) ?? null;
  }
  override activeAmong = (ids: readonly string[]) =>
    Promise.resolve(ids.flatMap((id) => this.rows.get(id) ?? []));
  override end = (id: string) => Promise.resolve(void this.rows.delete(id));
  override start = () => Promise.resolve();
  override endAllOf = () => Promise.resolve();
  override sweep = () => Promise.resolve();
}

function setUp() {
  const [rows, clock] = [new RememberedSignIns(), new SetClock()];
  const signIn = (id: string): ActiveSignIn => ({
    id,
    adminId: 'ada',
    email: 'ada@x.org',
    role: 'SUPER_ADMIN',
    expiresAt: new Date(1e12),
  });
  rows.rows.set('a', signIn('a'));
  return { rows, clock, signIn, admins: new SignedInAdmins(rows, clock) };
}

it('asks the database once a second, however many ask at once', async () => {
  const { rows, clock, admins } = setUp();
  const answers = await Promise.all(Array.from({ length: 50 }, () => admins.behind('a')));
  expect(new Set(answers.map((answer) => answer?.email))).toEqual(new Set(['ada@x.org']));
  clock.ms = 499;
  await admins.behind('a');
  expect(rows.asked).toBe(1);
  clock.ms = 1000;
  await admins.behind('a');
  expect(rows.asked).toBe(2);
});

it('lets nobody wait who asks again and again, and tells nobody what is a second old', async () => {
  const { rows, clock, signIn, admins } = setUp();
  await admins.behind('a');
  rows.rows.set('a', { ...signIn('a'), role: 'CONTENT_MANAGER' });
  let thaw = () => {};
  rows.frozen = new Promise((resolve) => (thaw = resolve));
  clock.ms = 500;
  const [first, second] = await Promise.all([admins.behind('a'), admins.behind('a')]);
  expect([first?.role, second?.role, rows.asked]).toEqual(['SUPER_ADMIN', 'SUPER_ADMIN', 2]);
  clock.ms = 1_000;
  const late = admins.behind('a');
  thaw();
  expect((await late)?.role).toBe('CONTENT_MANAGER');
  expect(rows.asked).toBe(2);
});

it('asks anew at once when asking ahead has failed', async () => {
  const { rows, clock, admins } = setUp();
  await admins.behind('a');
  rows.failWith = new Error('a fault of the program');
  clock.ms = 500;
  expect((await admins.behind('a'))?.email).toBe('ada@x.org');
  clock.ms = 1_000;
  await expect(admins.behind('a')).rejects.toThrow('a fault of the program');
});

it('sees another role within a second', async () => {
  const { rows, clock, signIn, admins } = setUp();
  await admins.behind('a');
  rows.rows.set('a', { ...signIn('a'), role: 'CONTENT_MANAGER' });
  clock.ms = 1000;
  expect((await admins.behind('a'))?.role).toBe('CONTENT_MANAGER');
});

it('forgets an ended token at once, even while an answer is on its way', async () => {
  const { admins } = setUp();
  const before = admins.behind('a');
  await admins.end('a');
  expect(await admins.behind('a')).toBeNull();
  await before;
  expect(await admins.behind('a')).toBeNull();
});

it('does not remember that the database was away', async () => {
  const { rows, admins } = setUp();
  rows.failWith = new Error('Connection terminated unexpectedly');
  await expect(admins.behind('a')).rejects.toThrow('terminated');
  rows.failWith = null;
  expect((await admins.behind('a'))?.id).toBe('a');
});

it('takes the last word of a database that is away, for a quarter of an hour, and hears the next one', async () => {
  const { rows, clock, admins } = setUp();
  await admins.behind('a');
  rows.failWith = new Error('Connection terminated unexpectedly');
  clock.ms = 14 * 60_000;
  expect((await admins.behind('a'))?.id).toBe('a');
  clock.ms = 15 * 60_000;
  await expect(admins.behind('a')).rejects.toThrow('terminated');

  rows.failWith = null;
  rows.rows.delete('a');
  expect(await admins.behind('a')).toBeNull();
});

it('does not forgive an error that is no absence', async () => {
  const { rows, clock, admins } = setUp();
  await admins.behind('a');
  rows.failWith = new Error('syntax error');
  clock.ms = 1_000;
  await expect(admins.behind('a')).rejects.toThrow('syntax');
});

it('waits for a frozen database no longer than a second, asks it once, and heeds its late answer', async () => {
  const { rows, clock, admins } = setUp();
  await admins.behind('a');
  let thaw = (): void => undefined;
  rows.frozen = new Promise((resolve) => (thaw = resolve));
  rows.rows.delete('a');
  clock.ms = 1_000;
  expect((await admins.behind('a'))?.id).toBe('a');
  clock.ms = 2_000;
  expect((await admins.behind('a'))?.id).toBe('a');
  expect(rows.asked).toBe(2);
  thaw();
  await rows.frozen;
  await new Promise(setImmediate);
  expect(await admins.behind('a')).toBeNull();
});

it('keeps no more than a thousand answers', async () => {
  const { rows, signIn, admins } = setUp();
  for (let i = 0; i < 1_000; i++) {
    rows.rows.set(`t${i}`, signIn(`t${i}`));
    await admins.behind(`t${i}`);
  }
  await admins.behind('a');
  const asked = rows.asked;
  await admins.behind('t1');
  expect(rows.asked).toBe(asked);
  await admins.behind('t0');
  expect(rows.asked).toBe(asked + 1);
});
