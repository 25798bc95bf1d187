import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { startTestApplication, type TestApplication } from '../setup/application';

const root = mkdtempSync(join(tmpdir(), 'watchroom-page-'));
let api: TestApplication;

beforeAll(async () => {
  mkdirSync(join(root, 'apps/web/dist/assets'), { recursive: true });
  writeFileSync(join(root, 'apps/web/dist/index.html'), '<meta name="csp-nonce" content="" />');
  writeFileSync(join(root, 'apps/web/dist/assets/app-1.js'), 'export {};');
  api = await startTestApplication({}, { root });
});
afterAll(async () => {
  await api.close();
  rmSync(root, { recursive: true });
});

const headersOf = async (url: string, headers: Record<string, string> = {}) =>
  (await api.app.inject({ url, headers })).headers;

it.each([
  routes.me,
  routes.currentMetrics,
  routes.openApi,
  routes.healthLive,
  '/assets/app-1.js',
  '/nowhere',
])('what is no page can neither be framed nor run: %s', async (url) => {
  for (const credentials of [{}, (await api.signIn('SUPER_ADMIN')).headers])
    expect(await headersOf(url, credentials)).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
});

it.each([routes.apiDocs, '/admin/dashboard'])(
  'a page may load its own files and cannot be framed: %s',
  async (url) => {
    const page = await headersOf(url, (await api.signIn('SUPER_ADMIN')).headers);
    const rules = String(page['content-security-policy']).split(';');
    expect(rules).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(page).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
    });
  },
);

it('styles of the page are allowed by a nonce that no other answer has', async () => {
  const nonces = [];
  for (let i = 0; i < 2; i++) {
    const { headers, payload } = await api.app.inject({ url: '/admin/login' });
    const [, nonce] =
      /style-src 'self' 'nonce-([\w-]+)'/.exec(String(headers['content-security-policy'])) ?? [];
    expect(payload).toContain(`content="${nonce}"`);
    nonces.push(nonce);
  }
  expect(new Set(nonces).size).toBe(2);
});
