import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ADMIN_COOKIE, routes, type SignedInAdmin } from '@watchroom/contracts';
import { startTestApplication, type TestApplication } from '../setup/application';

let api: TestApplication;
beforeAll(async () => {
  api = await startTestApplication({ TRUSTED_PROXIES: '127.0.0.1' });
});
afterAll(() => api.close());
beforeEach(() => api.database.dataSource.query('DELETE FROM sign_in_throttle'));

type Headers = Record<string, string>;
const login = (email: string, password: string, headers: Headers = {}) =>
  api.app.inject({ method: 'POST', url: routes.login, payload: { email, password }, headers });
const me = (headers: Headers) => api.app.inject({ method: 'GET', url: routes.me, headers });
const logout = (headers: Headers) => api.app.inject({ method: 'POST', url: routes.logout, headers });
const query = (sql: string, values: unknown[] = []) => api.database.dataSource.query(sql, values);

describe('signing in', () => {
  it('answers who is signed in and until when, and sets the cookie', async () => {
    const admin = await api.signIn('SYSTEM_MONITOR');
    const answer = await login(` ${admin.email.toUpperCase()}`.trim(), admin.password);

    expect(answer.statusCode).toBe(200);
    const body: SignedInAdmin = answer.json();
    expect(body).toEqual({ email: admin.email, role: 'SYSTEM_MONITOR', expires_at: expect.any(String) });
    const hours = (Date.parse(body.expires_at) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(11.9);
    expect(hours).toBeLessThanOrEqual(12);
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({ name: ADMIN_COOKIE, httpOnly: true, sameSite: 'Strict', path: '/' });
    expect(cookie?.secure).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('marks the cookie Secure when the request came over https', async () => {
    const admin = await api.signIn('SUPER_ADMIN');
    const answer = await login(admin.email, admin.password, { 'x-forwarded-proto': 'https' });
    expect(answer.cookies[0]?.secure).toBe(true);
  });

  it('takes the token as a cookie and as a bearer, the scheme in any case', async () => {
    const admin = await api.signIn('CONTENT_MANAGER');
    for (const headers of [
      admin.headers,
      { authorization: admin.bearer },
      { authorization: `bearer ${admin.token}` },
    ]) {
      const answer = await me(headers as Headers);
      expect([answer.statusCode, answer.json<SignedInAdmin>().role]).toEqual([200, 'CONTENT_MANAGER']);
    }
  });

  it.each([
    ['no body', undefined],
    ['an empty object', {}],
    ['a number as e-mail', { email: 1, password: 'x' }],
    ['an object as password', { email: 'a@b.example', password: { $ne: '' } }],
    ['no e-mail address', { email: 'nobody', password: 'x' }],
    ['an unknown property', { email: 'a@b.example', password: 'x', role: 'SUPER_ADMIN' }],
  ])('refuses %s with 400', async (_, payload) => {
    const answer = await api.app.inject({
      method: 'POST',
      url: routes.login,
      ...(payload ? { payload } : {}),
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });
});

describe('being refused', () => {
  it('looks the same for an unknown address, a wrong password and a disabled admin', async () => {
    const [active, disabled] = [await api.signIn('SUPER_ADMIN'), await api.signIn('SUPER_ADMIN')];
    await query('UPDATE admins SET disabled_at = now() WHERE email = $1', [disabled.email]);

    const answers = [
      await login('nobody@watchroom.test', active.password),
      await login(active.email, 'not the password'),
      await login(disabled.email, disabled.password),
    ];

    const seen = answers.map((answer) => {
      const { instance: _instance, ...rest } = answer.json<Record<string, unknown>>();
      const { date: _date, 'content-length': _length, ...headers } = answer.headers;
      return { rest, headers };
    });
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401]);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(answers.flatMap(({ cookies }) => cookies)).toEqual([]);
  });
});

describe('a token', () => {
  it('is dead everywhere once its owner has signed out', async () => {
    const admin = await api.signIn('SYSTEM_MONITOR');
    const other = await login(admin.email, admin.password);
    expect((await me(admin.headers)).statusCode).toBe(200);

    const answer = await logout(admin.headers);

    expect(answer.statusCode).toBe(204);
    expect(answer.cookies[0]).toMatchObject({ name: ADMIN_COOKIE, value: '' });
    expect((await me(admin.headers)).statusCode).toBe(401);
    expect((await me({ authorization: admin.bearer })).statusCode).toBe(401);
    expect((await logout(admin.headers)).statusCode).toBe(401);
    expect((await me({ cookie: `${ADMIN_COOKIE}=${other.cookies[0]?.value}` })).statusCode).toBe(200);
  });
});
