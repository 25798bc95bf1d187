import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock } from '../platform/clock/clock';
import { ID, OneSignIn, openDoors } from './testing/doors';
import { SignedInAdmins } from './signed-in.admins';
import { Tokens } from './tokens';

/** Stands still unless it is moved. */
class SetClock extends Clock {
  ms = Date.now();
  override now = () => new Date(this.ms);
  override monotonicMs = () => this.ms;
}

const clock = new SetClock();
const signIns = new OneSignIn();
let app: NestFastifyApplication;
let token: string;

beforeAll(async () => {
  app = await openDoors(signIns, clock);
});
afterAll(() => app.close());
beforeEach(async () => {
  clock.ms += 10_000;
  Object.assign(signIns, { role: 'SUPER_ADMIN', alive: true, failWith: null });
  token = app.get(Tokens).issue({ id: ID, adminId: ID, expiresAt: new Date(Date.now() + 3_600_000) });
  expect(await status('/roles')).toBe(200); // and now the token is remembered
});

const status = async (url: string, sent = token) =>
  (await app.inject({ url, headers: { authorization: `Bearer ${sent}` } })).statusCode;

it('a remembered token is asked for its roles all the same', async () => {
  expect([await status('/roles'), await status('/nobody')]).toEqual([200, 403]);
});

it('a disabled admin and another role act within a second', async () => {
  signIns.role = 'CONTENT_MANAGER';
  clock.ms += 1_000;
  expect(await status('/roles')).toBe(403);
  signIns.alive = false;
  clock.ms += 1_000;
  expect(await status('/roles')).toBe(401);
});

it('both memories together are no older than a second', async () => {
  signIns.alive = false;
  clock.ms += 999;
  expect(await status('/roles')).toBe(200);
  clock.ms += 1;
  expect(await status('/roles')).toBe(401);
});

it('signing out acts at once', async () => {
  signIns.alive = false;
  await app.get(SignedInAdmins).end(ID);
  expect(await status('/roles')).toBe(401);
});

it('a signature that was changed is refused while the right one is remembered', async () => {
  const [head = '', claims = '', signature = ''] = token.split('.');
  const changed = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
  expect(await status('/roles', `${head}.${claims}.${changed}`)).toBe(401);
  expect(await status('/roles', `${head}.${claims}.`)).toBe(401);
});
