import { expect, it } from '@jest/globals';
import type { Admin, AdminCredentials, AdminRepository } from '../storage/admins/admin.repository';
import { AdminAccounts } from './admin-accounts';
import { runAdminCommand } from './admin.command';

class PlainHasher {
  hash = (password: string) => Promise.resolve(`hash of ${password}`);
  verify = () => Promise.resolve(true);
}

class MemoryAdmins implements AdminRepository {
  readonly rows = new Map<string, Admin>();
  byEmail = (email: string) => Promise.resolve(this.rows.get(email) ?? null);
  all = () => Promise.resolve([...this.rows.values()]);
  addIfAbsent = () => Promise.resolve(true);
  put = (admin: AdminCredentials) => {
    const known = this.rows.has(admin.email);
    this.rows.set(admin.email, { ...admin, id: admin.email, disabledAt: null, createdAt: new Date(0) });
    return Promise.resolve(known ? ('updated' as const) : ('created' as const));
  };
  change = (email: string, change: Partial<Admin>) => {
    const admin = this.rows.get(email);
    if (admin) this.rows.set(email, { ...admin, ...change });
    return Promise.resolve(this.rows.get(email) ?? null);
  };
}

function setUp(input = '') {
  const admins = new MemoryAdmins();
  const signedOut: string[] = [];
  const signIns = {
    start: () => Promise.resolve(),
    active: () => Promise.resolve(null),
    activeAmong: () => Promise.resolve([]),
    end: () => Promise.resolve(),
    endAllOf: (id: string) => Promise.resolve(void signedOut.push(id)),
    sweep: () => Promise.resolve(),
  };
  const accounts = new AdminAccounts(admins, signIns, new PlainHasher());
  const [out, errors] = [[] as string[], [] as string[]];
  let opened = 0;
  const terminal = {
    out: (line: string) => void out.push(line),
    error: (line: string) => void errors.push(line),
    input: () => Promise.resolve(input),
  };
  const run = (line: string) =>
    runAdminCommand(line === '' ? [] : line.split(' '), terminal, (work) => {
      opened++;
      return work(accounts);
    });
  return { run, out, errors, admins, signedOut, opened: () => opened };
}

it('creates an admin with a password that it shows once', async () => {
  const { run, out, admins } = setUp();
  expect(await run('create --email Ada@X.org --role SYSTEM_MONITOR')).toBe(0);
  const password = /Password, shown this once: (\S{24})$/.exec(out.join('\n'))?.[1];
  expect(admins.rows.get('ada@x.org')).toMatchObject({
    role: 'SYSTEM_MONITOR',
    passwordHash: `hash of ${password}`,
  });
});

it('takes a password from standard input and does not repeat it', async () => {
  const { run, out, admins } = setUp('correct horse battery\n');
  expect(await run('create --email ada@x.org --role SUPER_ADMIN --password-stdin')).toBe(0);
  expect(admins.rows.get('ada@x.org')?.passwordHash).toBe('hash of correct horse battery');
  expect(out).toEqual(['Created ada@x.org as SUPER_ADMIN.']);
});

it('updates an admin that is there: role, password, signed out, no longer disabled', async () => {
  const { run, out, admins, signedOut } = setUp();
  await run('create --email ada@x.org --role SUPER_ADMIN');
  await run('disable --email ada@x.org');
  await run('create --email ada@x.org --role CONTENT_MANAGER');
  expect(out.some((line) => line === 'Updated ada@x.org as CONTENT_MANAGER.')).toBe(true);
  expect(admins.rows.get('ada@x.org')).toMatchObject({ role: 'CONTENT_MANAGER', disabledAt: null });
  expect(signedOut).toEqual(['ada@x.org', 'ada@x.org']);
});

it('disables, changes the role, resets the password and lists', async () => {
  const { run, out, admins, signedOut } = setUp();
  await run('create --email ada@x.org --role SUPER_ADMIN');
  const first = admins.rows.get('ada@x.org')?.passwordHash;
  expect(await run('set-role --email ADA@x.org --role SYSTEM_MONITOR')).toBe(0);
  expect(admins.rows.get('ada@x.org')?.role).toBe('SYSTEM_MONITOR');
  expect(signedOut).toEqual([]);
  expect(await run('reset-password --email ada@x.org')).toBe(0);
  expect(admins.rows.get('ada@x.org')?.passwordHash).not.toBe(first);
  expect(signedOut).toEqual(['ada@x.org']);
  expect(await run('disable --email ada@x.org')).toBe(0);
  expect(await run('list')).toBe(0);
  expect(out.at(-1)).toMatch(/^ada@x\.org {2}SYSTEM_MONITOR {3}disabled since 20/);
});

it.each([
  ['', 2, 'Which command?'],
  ['frobnicate', 2, 'Unknown command: frobnicate'],
  ['toString', 2, 'Unknown command: toString'],
  ['create', 1, '--email is missing.'],
  ['create --email ada@x.org', 1, '--role is missing'],
  ['create --email ada@x.org --role BOSS', 1, '--role must be one of SUPER_ADMIN'],
  ['create --email ada --role SUPER_ADMIN', 1, '--email must be an e-mail address.'],
  ['create --email ada@x.org --role SUPER_ADMIN --force', 1, "Unknown option '--force'"],
  ['create --email', 1, 'argument missing'],
  ['list --email ada@x.org', 1, 'list takes no --email.'],
  ['disable --email ada@x.org --role SUPER_ADMIN', 1, 'disable takes no --role.'],
  ['disable ada@x.org', 1, 'disable takes no "ada@x.org".'],
])('answers "%s" with exit code %i without opening the database', async (line, code, message) => {
  const { run, errors, opened } = setUp();
  expect(await run(line)).toBe(code);
  expect(errors[0]).toContain(message);
  expect(errors[0]?.split('\n')).toHaveLength(1);
  expect(errors.join('\n').includes('Usage:')).toBe(code === 2);
  expect(opened()).toBe(0);
});

it('refuses a password that is too short, before the database is opened', async () => {
  const { run, errors, opened } = setUp('short\n');
  expect(await run('reset-password --email ada@x.org --password-stdin')).toBe(1);
  expect([errors, opened()]).toEqual([['The password needs at least 12 characters.'], 0]);
});

it.each(['disable --email', 'reset-password --email'])(
  'says so when nobody has the address: %s',
  async (line) => {
    const { run, out, errors } = setUp();
    expect(await run(`${line} nobody@x.org`)).toBe(1);
    expect(errors).toEqual(['There is no admin with this e-mail address.']);
    expect(out).toEqual([]);
  },
);

it('explains itself', async () => {
  for (const line of ['--help', 'help', 'create --help', '-h']) {
    const { run, out, opened } = setUp();
    expect(await run(line)).toBe(0);
    expect([out.join().includes('Usage:'), opened()]).toEqual([true, 0]);
  }
});

it('leaves faults of the environment to its caller', async () => {
  const gone = () => Promise.reject(new Error('ECONNREFUSED'));
  const terminal = { out: () => undefined, error: () => undefined, input: () => Promise.resolve('') };
  await expect(runAdminCommand(['list'], terminal, gone)).rejects.toThrow('ECONNREFUSED');
});
