import { afterEach, expect, it, jest } from '@jest/globals';
import { act, cleanup, renderHook } from '@testing-library/react';
import { NOON } from '../testing/metrics';
import { serverClock } from './server-clock';
import { useNow } from './use-now';

afterEach(() => {
  cleanup();
  jest.useRealTimers();
  serverClock.heard(new Date(NOON).toUTCString(), NOON);
});

it('is the time by the server’s clock, and moves once a second while somebody looks', () => {
  jest.useFakeTimers({ now: NOON });
  serverClock.heard(new Date(NOON + 60_000).toUTCString(), NOON);
  const { result, unmount } = renderHook(useNow);
  expect(result.current).toBe(NOON + 60_000);
  act(() => jest.advanceTimersByTime(999));
  expect(result.current).toBe(NOON + 60_000);
  act(() => jest.advanceTimersByTime(1));
  expect(result.current).toBe(NOON + 61_000);
  unmount();
  expect(jest.getTimerCount()).toBe(0);
});
