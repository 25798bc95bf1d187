import { afterEach, expect, it } from '@jest/globals';
import { act, cleanup, renderHook } from '@testing-library/react';
import { someSteps } from '../../testing/pictures';
import { sharedCursor, useCursorIndex } from './shared-cursor';

afterEach(() => {
  cleanup();
  sharedCursor.set(null);
});

it('stands on the same moment on every chart, whatever its steps', () => {
  const { result: fine } = renderHook(() => useCursorIndex(someSteps([{}, {}, {}])));
  const { result: coarse } = renderHook(() => useCursorIndex(someSteps([{ endMs: 30 }])));
  expect([fine.current, coarse.current]).toEqual([null, null]);
  act(() => sharedCursor.set(25));
  expect([fine.current, coarse.current]).toEqual([2, 0]);
  act(() => sharedCursor.set(40));
  expect([fine.current, coarse.current]).toEqual([null, null]);
});

it('draws a chart anew only for another step', () => {
  const steps = someSteps([{}, {}]);
  let drawn = 0;
  renderHook(() => {
    drawn += 1;
    return useCursorIndex(steps);
  });
  for (const atMs of [1, 2, 9]) act(() => sharedCursor.set(atMs));
  expect(drawn).toBe(2);
  act(() => sharedCursor.set(11));
  expect(drawn).toBe(3);
});

it('tells those who listen of each move, once', () => {
  const heard: (number | null)[] = [];
  const leave = sharedCursor.subscribe(() => heard.push(sharedCursor.now()));
  for (const atMs of [5, 5, 6, null, null]) sharedCursor.set(atMs);
  leave();
  sharedCursor.set(7);
  expect(heard).toEqual([5, 6, null]);
});
