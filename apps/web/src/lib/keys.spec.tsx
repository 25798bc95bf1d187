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
  it('leaves combinations to the browser', () => {
    expect(wishOf(press('r', { ctrlKey: true }), true)).toBeNull();
    expect(wishOf(press('k', { ctrlKey: true, altKey: true }), true)).toBeNull();
    expect(wishOf(press('d', { altKey: true }), true)).toBeNull();
  });
  it.each([
    ['?', 'keys'],
    ['r', 'refresh'],
    ['d', 'dashboard'],
    ['t', 'theme'],
    ['w', 'wall'],
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
});

it('remembers the switch', () => {
  expect(singleKeys.areOn()).toBe(true);
  singleKeys.switch(false);
  expect(singleKeys.areOn()).toBe(false);
  singleKeys.switch(true);
  expect(singleKeys.areOn()).toBe(true);
});
