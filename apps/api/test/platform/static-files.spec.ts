import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestApplication, type TestApplication } from '../setup/application';

const root = mkdtempSync(join(tmpdir(), 'watchroom-page-'));
const SCRIPT = `export const words = '${'as built '.repeat(400)}';`;
let api: TestApplication;

beforeAll(async () => {
  const assets = join(root, 'apps/web/dist/assets');
  mkdirSync(assets, { recursive: true });
  writeFileSync(join(root, 'apps/web/dist/index.html'), '<style nonce="">p{margin:0}</style>');
  writeFileSync(join(assets, 'app-1.js'), SCRIPT);
  // Not the same text: what is sent is then told apart from what was compressed on the way.
  writeFileSync(join(assets, 'app-1.js.br'), brotliCompressSync(`${SCRIPT}// br`));
  writeFileSync(join(assets, 'app-1.js.gz'), gzipSync(`${SCRIPT}// gz`));
  writeFileSync(join(assets, 'bare-1.js'), SCRIPT);
  writeFileSync(join(assets, 'app-1.js.map'), '{}');
  writeFileSync(join(root, 'apps/web/dist/favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  for (const place of [root, join(root, 'apps/web'), join(root, 'apps/web/dist')])
    writeFileSync(join(place, 'package.json'), '{}');
  writeFileSync(join(root, 'apps/web/dist/.env'), 'SECRET=1');
  api = await startTestApplication({}, { root });
});
afterAll(async () => {
  await api.close();
  rmSync(root, { recursive: true });
});

const ask = (url: string, encoding: string) =>
  api.app.inject({ url, headers: { 'accept-encoding': encoding } });

it.each([
  ['gzip, deflate, br', 'br', brotliDecompressSync, '// br'],
  ['gzip', 'gzip', gunzipSync, '// gz'],
])('sends what was compressed when it was built, for ever: %s', async (accepted, encoding, open, end) => {
  const { headers, rawPayload } = await ask('/assets/app-1.js', accepted);
  expect(headers).toMatchObject({
    'content-encoding': encoding,
    'content-type': expect.stringContaining('javascript'),
    'cache-control': 'public, max-age=31536000, immutable',
    vary: expect.stringMatching(/accept-encoding/i),
  });
  expect(open(rawPayload).toString()).toBe(`${SCRIPT}${end}`);
});

it('sends the plain file to who asks for it plainly, and says that there are others', async () => {
  const { headers, payload } = await ask('/assets/app-1.js', 'identity');
  expect(headers['content-encoding']).toBeUndefined();
  expect(headers.vary).toMatch(/accept-encoding/i);
  expect(payload).toBe(SCRIPT);
});

it('compresses on the way what was not', async () => {
  const { headers, rawPayload } = await ask('/assets/bare-1.js', 'br');
  expect(headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(rawPayload).toString()).toBe(SCRIPT);
});

/** As it is written: nobody resolves dots or decodes signs on the way. */
const statusOf = async (path: string): Promise<number | undefined> => {
  const { port } = new URL(api.url);
  const asked = request({ host: '127.0.0.1', port, path }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
};

it.each([
  ['a compressed file', '/assets/app-1.js.br'],
  ['a source map', '/assets/app-1.js.map'],
  ['the page as it was built', '/index.html'],
  ['a folder', '/assets'],
  ['a folder', '/assets/'],
  ['a hidden file', '/.env'],
  ['a file beside the page', '/../package.json'],
  ['a file beside the page', '/assets/../../package.json'],
  ['a file beside the page', '/assets/..%2f..%2fpackage.json'],
  ['a file beside the page', '/assets/%2e%2e/%2e%2e/package.json'],
  ['a file beside the page', '/assets/..%5c..%5cpackage.json'],
  ['a file beside the page', '//package.json'],
  ['a path with a zero', '/assets/app-1.js%00'],
])('has no address for %s: %s', async (_, path) => {
  expect([400, 404]).toContain(await statusOf(path));
  expect(await statusOf('/assets/app-1.js')).toBe(200);
});

it('has what has no name of its own looked for again each time', async () => {
  const { headers, statusCode } = await ask('/favicon.svg', 'identity');
  expect([statusCode, headers['cache-control']]).toEqual([200, 'no-cache']);
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', etag: expect.any(String) });
  const again = await api.app.inject({ url: '/favicon.svg', headers: { 'if-none-match': headers.etag } });
  expect(again.statusCode).toBe(304);
  expect((await ask('/admin/dashboard', 'identity')).headers['cache-control']).toBe('no-store');
});

it('lets the styles of the shell pass by the nonce of the answer', async () => {
  const { headers, payload } = await ask('/admin/dashboard', 'identity');
  const [, nonce] = /'nonce-([\w-]+)'/.exec(String(headers['content-security-policy'])) ?? [];
  expect(payload).toBe(`<style nonce="${nonce}">p{margin:0}</style>`);
});
