import { describe, expect, it } from '@jest/globals';
import { isWriting, type Press, singleKeys, wishOf } from './keys';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isBusy: false,
  ...more,
});

describe('wish behind a key', () => {
  it.each([{ ctrlKey: true }, { metaKey: true }])('opens the palette from everywhere: %o', (more) => {
    expect(wishOf(press('k', { ...more, isBusy: true }), false)).toBe('palette');
    expect(wishOf(press('K', more), true)).toBe('palette');
  });
  it.each<[string, Partial<Press>]>([
    ['r', { ctrlKey: true }],
    ['r', { metaKey: true }],
    ['d', { altKey: true }],
    ['k', { ctrlKey: true, altKey: true }],
    ['k', { ctrlKey: true, metaKey: true }],
    ['k', {}],
    ['l', { ctrlKey: true }],
  ])('leaves %s with %j to the browser', (key, more) => expect(wishOf(press(key, more), true)).toBeNull());
  it.each([
    ['?', 'keys'],
    ['r', 'refresh'],
    ['d', 'dashboard'],
    ['t', 'theme'],
    ['w', 'wall'],
    ['1', '#system-health'],
    ['6', '#events'],
    ['7', null],
    ['x', null],
    ['toString', null],
  ])('%s: %s', (key, wish) => expect(wishOf(press(key), true)).toBe(wish));
  it('has no single keys within fields, nor once they are switched off', () => {
    expect(wishOf(press('r', { isBusy: true }), true)).toBeNull();
    expect(wishOf(press('?'), false)).toBeNull();
  });
});

it('knows where keys are text', () => {
  document.body.innerHTML =
    '<input id="a"><input id="b" type="radio"><dialog><button id="c"></button></dialog><a id="d"></a>';
  const at = (id: string) => isWriting(document.getElementById(id));
  expect(['a', 'b', 'c', 'd'].map(at)).toEqual([true, false, true, false]);
  expect(isWriting(null)).toBe(false);
  expect(isWriting(window)).toBe(false);
});

it.each([
  ['<input type="datetime-local">', true],
  ['<textarea></textarea>', true],
  ['<select></select>', true],
  ['<p contenteditable="true"></p>', true],
  ['<input type="checkbox">', false],
  ['<input type="range">', false],
  ['<button></button>', false],
])('%s is written into: %s', (html, isText) => {
  document.body.innerHTML = html;
  expect(isWriting(document.body.firstElementChild)).toBe(isText);
});

it('remembers the switch', () => {
  expect(singleKeys.areOn()).toBe(true);
  singleKeys.switch(false);
  expect(singleKeys.areOn()).toBe(false);
  singleKeys.switch(true);
  expect(singleKeys.areOn()).toBe(true);
});
