import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { laterCode } from './later-code';

const GONE = new TypeError('Failed to fetch dynamically imported module');
const page = (entry: string) =>
  new Response(`<script type="module" crossorigin src="${entry}"></script>`, { status: 200 });
const gone = () => Promise.reject(GONE);
const original = globalThis.fetch;
const server = jest.fn<typeof fetch>();
let entry: HTMLScriptElement;

beforeEach(() => {
  sessionStorage.clear();
  globalThis.fetch = server;
  entry = document.createElement('script');
  entry.setAttribute('type', 'module');
  entry.setAttribute('src', '/assets/index-a1.js');
  document.head.append(entry);
});
afterEach(() => {
  entry.remove();
  globalThis.fetch = original;
  jest.restoreAllMocks();
});

it('comes', async () => expect(await laterCode(() => Promise.resolve('code'))).toBe('code'));

it('fails while the server is away, or still serves the same release', async () => {
  server.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  await expect(laterCode(gone)).rejects.toBe(GONE);
  server.mockResolvedValueOnce(page('/assets/index-a1.js'));
  await expect(laterCode(gone)).rejects.toBe(GONE);
});

it('has the page of an old release loaded again, once', async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined); // jsdom cannot leave a page
  server.mockImplementation(() => Promise.resolve(page('/assets/index-b2.js')));
  const pause = new Promise((resolve) => setTimeout(resolve, 100)).then(() => 'waits');
  expect(await Promise.race([laterCode(gone), pause])).toBe('waits');
  await expect(laterCode(gone)).rejects.toBe(GONE);
});
