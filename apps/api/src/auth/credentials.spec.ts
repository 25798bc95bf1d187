import { beforeEach, expect, it } from '@jest/globals';
import { parseOptions } from '@node-rs/argon2';
import { AdminRepository, type Admin } from '../storage/admins/admin.repository';
import { Argon2PasswordHasher } from './argon2.password.hasher';
import { Credentials, NOBODYS_HASH } from './credentials';
import { PasswordHasher } from './password.hasher';

const PASSWORD = 'correct horse battery';

class CountingHasher extends PasswordHasher {
  verified: string[] = [];
  private readonly real = new Argon2PasswordHasher();

  override hash(password: string) {
    return this.real.hash(password);
  }

  override verify(hash: string, password: string) {
    this.verified.push(hash);
    return this.real.verify(hash, password);
  }
}

class KnownAdmins extends AdminRepository {
  constructor(private readonly known: Admin[]) {
    super();
  }
  override byEmail = (email: string) =>
    Promise.resolve(this.known.find((admin) => admin.email === email) ?? null);
  override all = () => Promise.resolve(this.known);
  override addIfAbsent = () => Promise.resolve(false);
  override put = () => Promise.resolve('created' as const);
  override change = () => Promise.resolve(null);
}

let hasher: CountingHasher;
let credentials: Credentials;
let passwordHash: string;
beforeEach(async () => {
  hasher = new CountingHasher();
  passwordHash = await hasher.hash(PASSWORD);
  const admin = (email: string, disabledAt: Date | null): Admin => ({
    id: email,
    email,
    passwordHash,
    role: 'SUPER_ADMIN',
    disabledAt,
    createdAt: new Date(0),
  });
  credentials = new Credentials(
    new KnownAdmins([admin('ada@x.org', null), admin('gone@x.org', new Date(1))]),
    hasher,
  );
});

it('finds the admin whose password it is', async () => {
  expect((await credentials.check('ada@x.org', PASSWORD))?.email).toBe('ada@x.org');
});

it('knows a password however its letters are composed', async () => {
  const composed = await hasher.hash('caf\u00e9 caf\u00e9 caf\u00e9');
  expect(await hasher.verify(composed, 'cafe\u0301 cafe\u0301 cafe\u0301')).toBe(true);
});

it.each([
  ['a wrong password', 'ada@x.org', 'wrong', () => passwordHash],
  ['a disabled admin', 'gone@x.org', PASSWORD, () => passwordHash],
  ['an unknown address', 'nobody@x.org', PASSWORD, () => NOBODYS_HASH],
])('refuses %s after one verification', async (_, email, password, expected) => {
  expect(await credentials.check(email, password)).toBeNull();
  expect(hasher.verified).toEqual([expected()]);
});

it("makes nobody's hash as dear as everybody's", () => {
  expect(parseOptions(NOBODYS_HASH)).toEqual(parseOptions(passwordHash));
  expect(parseOptions(passwordHash)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  expect(passwordHash).toMatch(/^\$argon2id\$/);
});
