import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

it('has no address for the compressed files themselves', async () =>
  expect((await ask('/assets/app-1.js.br', 'br')).statusCode).toBe(404));

it('lets the styles of the shell pass by the nonce of the answer', async () => {
  const { headers, payload } = await ask('/admin/dashboard', 'identity');
  const [, nonce] = /'nonce-([\w-]+)'/.exec(String(headers['content-security-policy'])) ?? [];
  expect(payload).toBe(`<style nonce="${nonce}">p{margin:0}</style>`);
});
