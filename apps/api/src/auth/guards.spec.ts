import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ADMIN_COOKIE, type Role } from '@watchroom/contracts';
import { ID, INGEST, KEY, OneSignIn, openDoors } from './testing/doors';
import { Tokens } from './tokens';

let app: NestFastifyApplication;
let tokens: Tokens;
const signIns = new OneSignIn();

beforeAll(async () => {
  app = await openDoors(signIns);
  tokens = app.get(Tokens);
});
afterAll(() => app.close());

type Headers = Record<string, string>;
const ask = async (method: 'GET' | 'POST', url: string, headers: Headers = {}) => {
  const answer = await app.inject({ method, url, headers });
  return { status: answer.statusCode, text: answer.payload, headers: answer.headers };
};
const inAnHour = () => new Date(Date.now() + 3_600_000);
const bearer = (token = tokens.issue({ id: ID, adminId: ID, expiresAt: inAnHour() })): Headers => ({
  authorization: `Bearer ${token}`,
});
const cookieOf = (): Headers => ({
  cookie: `${ADMIN_COOKIE}=${tokens.issue({ id: ID, adminId: ID, expiresAt: inAnHour() })}`,
});

describe('a route without a mark', () => {
  it('is refused, whoever asks', async () => {
    for (const headers of [{}, bearer(), { authorization: `Bearer ${INGEST}` }]) {
      const { status, text } = await ask('GET', '/unmarked', headers as Headers);
      expect([status, text.includes('carries no mark')]).toEqual([403, true]);
    }
  });
});

describe('marks', () => {
  it('of a method go before the mark of its controller', async () => {
    expect((await ask('GET', '/class/public')).status).toBe(200);
    expect((await ask('GET', '/class/inherited')).status).toBe(401);
    expect((await ask('GET', '/class/inherited', bearer())).status).toBe(200);
  });

  it.each<[Role, number]>([
    ['SUPER_ADMIN', 200],
    ['SYSTEM_MONITOR', 200],
    ['CONTENT_MANAGER', 403],
  ])('with roles: %s → %i', async (role, status) => {
    signIns.role = role;
    expect((await ask('GET', '/roles', bearer())).status).toBe(status);
    expect((await ask('GET', '/signed-in', bearer())).status).toBe(200);
    expect((await ask('GET', '/nobody', bearer())).status).toBe(403);
    signIns.role = 'SUPER_ADMIN';
  });
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
function forged(header: object, claims: object, key: string): string {
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

describe('a token', () => {
  const claims = () => ({
    iss: 'watchroom',
    aud: 'watchroom-admin',
    sub: ID,
    jti: ID,
    exp: Math.floor(Date.now() / 1000) + 60,
  });
  const HS256 = { alg: 'HS256', typ: 'JWT' };

  it('of ours is taken', async () => {
    expect((await ask('GET', '/signed-in', bearer(forged(HS256, claims(), KEY)))).status).toBe(200);
  });

  it.each<[string, () => string]>([
    ['signed with another key', () => forged(HS256, claims(), `${KEY}x`)],
    ['without a signature', () => `${part({ alg: 'none' })}.${part(claims())}.`],
    ['naming no algorithm', () => forged({ alg: 'none' }, claims(), KEY)],
    ['naming another algorithm', () => forged({ alg: 'HS512' }, claims(), KEY)],
    ['of another issuer', () => forged(HS256, { ...claims(), iss: 'elsewhere' }, KEY)],
    ['for another audience', () => forged(HS256, { ...claims(), aud: 'elsewhere' }, KEY)],
    ['that has expired', () => forged(HS256, { ...claims(), exp: 1 }, KEY)],
    ['without an id', () => forged(HS256, { ...claims(), jti: undefined }, KEY)],
    ['with an object as id', () => forged(HS256, { ...claims(), jti: { $ne: '' } }, KEY)],
    ['with an id that is no UUID', () => forged(HS256, { ...claims(), jti: `${ID}'--` }, KEY)],
    ['that is no token', () => 'x.y.z'],
    ['that is the ingest token', () => INGEST],
  ])('%s is refused with 401', async (_, token) => {
    const { status, headers } = await ask('GET', '/signed-in', bearer(token()));
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });

  it('says that it has ended, when it has', async () => {
    signIns.alive = false;
    const ended = await ask('GET', '/signed-in', bearer());
    signIns.alive = true;
    expect([ended.status, ended.text.includes('has ended')]).toEqual([401, true]);
    const expired = await ask('GET', '/signed-in', bearer(forged(HS256, { ...claims(), exp: 1 }, KEY)));
    expect(expired.text).toContain('has ended');
  });

  it('is not refused because the database is away: that is 503', async () => {
    signIns.failWith = Object.assign(new Error('terminating connection'), { code: '57P01' });
    const { status } = await ask('GET', '/signed-in', bearer());
    signIns.failWith = null;
    expect(status).toBe(503);
  });
});

describe('the ingest token', () => {
  it.each<[string, Headers, number]>([
    ['is taken', { authorization: `Bearer ${INGEST}` }, 201],
    ['is taken with the scheme in lower case', { authorization: `bearer ${INGEST}` }, 201],
    ['is missed', {}, 401],
    ['must be whole', { authorization: `Bearer ${INGEST.slice(0, -1)}` }, 401],
    ['must be no longer', { authorization: `Bearer ${INGEST}x` }, 401],
    ['must be a bearer', { authorization: `Basic ${INGEST}` }, 401],
    ['must be no cookie', { cookie: `${ADMIN_COOKIE}=${INGEST}` }, 401],
  ])('%s', async (_, headers, status) => {
    expect((await ask('POST', '/ingest', headers)).status).toBe(status);
  });

  it("is not an admin's token", async () => {
    expect((await ask('POST', '/ingest', bearer())).status).toBe(401);
  });
});

describe('a page of another site', () => {
  const foreign: Headers[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ];

  it('cannot act with the cookie of an admin', async () => {
    for (const headers of foreign)
      expect((await ask('POST', '/signed-in', { ...cookieOf(), ...headers })).status).toBe(403);
    expect((await ask('POST', '/signed-in', { ...cookieOf(), 'sec-fetch-site': 'same-origin' })).status).toBe(
      201,
    );
    expect((await ask('POST', '/signed-in', { ...cookieOf(), origin: 'http://localhost:80' })).status).toBe(
      201,
    );
    expect((await ask('POST', '/signed-in', cookieOf())).status).toBe(201);
  });

  it('cannot sign anybody in either', async () => {
    expect((await ask('POST', '/public', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('may link to a page and may send a bearer, which no browser adds by itself', async () => {
    expect((await ask('GET', '/signed-in', { ...cookieOf(), 'sec-fetch-site': 'cross-site' })).status).toBe(
      200,
    );
    expect((await ask('POST', '/signed-in', { ...bearer(), 'sec-fetch-site': 'cross-site' })).status).toBe(
      201,
    );
  });

  it('has nothing to do with webhooks and reports', async () => {
    expect((await ask('POST', '/public', { origin: 'https://vendor.example' })).status).toBe(201);
    const report = { authorization: `Bearer ${INGEST}`, 'sec-fetch-site': 'cross-site' };
    expect((await ask('POST', '/ingest', report)).status).toBe(201);
  });
});
