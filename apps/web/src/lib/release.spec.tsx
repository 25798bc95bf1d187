import { expect, it } from '@jest/globals';
import { entryOf, mayReload, newRelease } from './release';

const page = (entry: string) => `<head><script type="module" crossorigin src="${entry}"></script></head>`;

it('knows the script that a page is started with', () => {
  expect(entryOf(page('/assets/index-a1.js'))).toBe('/assets/index-a1.js');
  expect(entryOf('<h1>Bad gateway</h1>')).toBeNull();
});

it.each([
  ['/assets/index-a1.js', page('/assets/index-b2.js'), '/assets/index-b2.js'],
  ['/assets/index-a1.js', page('/assets/index-a1.js'), null],
  ['/assets/index-a1.js', '<h1>Bad gateway</h1>', null],
  [null, page('/assets/index-b2.js'), null],
])('runs %s, is served %s: new %s', (running, html, entry) => expect(newRelease(running, html)).toBe(entry));

it('reloads once for a release that does not come, and tries again later', () => {
  const MINUTE_MS = 60_000;
  sessionStorage.clear();
  expect(mayReload(sessionStorage, 'b2', 0)).toBe(true);
  expect(mayReload(sessionStorage, 'b2', MINUTE_MS)).toBe(false);
  expect(mayReload(sessionStorage, 'b2', 9 * MINUTE_MS)).toBe(false);
  expect(mayReload(sessionStorage, 'b2', 10 * MINUTE_MS)).toBe(true);
  expect(mayReload(sessionStorage, 'b2', 11 * MINUTE_MS)).toBe(false);
  expect(mayReload(sessionStorage, 'c3', 12 * MINUTE_MS)).toBe(true);
});
