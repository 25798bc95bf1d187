import { expect, it } from '@jest/globals';
import { entryOf, isNewRelease } from './release';

const page = (entry: string) => `<head><script type="module" crossorigin src="${entry}"></script></head>`;

it('knows the script that a page is started with', () => {
  expect(entryOf(page('/assets/index-a1.js'))).toBe('/assets/index-a1.js');
  expect(entryOf('<h1>Bad gateway</h1>')).toBeNull();
});

it.each([
  ['/assets/index-a1.js', page('/assets/index-b2.js'), true],
  ['/assets/index-a1.js', page('/assets/index-a1.js'), false],
  ['/assets/index-a1.js', '<h1>Bad gateway</h1>', false],
  [null, page('/assets/index-b2.js'), false],
])('runs %s, is served %s: new %s', (running, html, isNew) =>
  expect(isNewRelease(running, html)).toBe(isNew),
);
