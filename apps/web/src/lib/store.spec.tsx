import { afterEach, expect, it } from '@jest/globals';
import { act, cleanup, renderHook } from '@testing-library/react';
import { Store, useStore } from './store';

afterEach(cleanup);

it('tells those who listen of each other value, until they leave', () => {
  const store = new Store(Number.NaN);
  const heard: number[] = [];
  const leave = store.subscribe(() => heard.push(store.now()));
  for (const value of [Number.NaN, 1, 1, 2, 1]) store.set(value);
  leave();
  store.set(3);
  expect([heard, store.now()]).toEqual([[1, 2, 1], 3]);
});

it('is read by what is drawn, anew for another value', () => {
  const store = new Store('before');
  let drawn = 0;
  const { result } = renderHook(() => {
    drawn += 1;
    return useStore(store);
  });
  act(() => store.set('before'));
  expect([result.current, drawn]).toEqual(['before', 1]);
  act(() => store.set('after'));
  expect([result.current, drawn]).toEqual(['after', 2]);
});
