import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CURRENT_EVENT, routes } from '@watchroom/contracts';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { createQueryClient } from '../../lib/query-client';
import { refreshPace } from '../../lib/refresh-pace';
import { NOON, someCurrent } from '../../testing/metrics';
import { CURRENT_KEY } from './current-metrics.query';
import { useCurrentStream } from './use-current-stream';

/** Stands in for the browser's own: what it is told to hear, it hears. */
class FakeEventSource extends EventTarget {
  static opened: FakeEventSource[] = [];
  static get open() {
    return this.opened.filter(({ isOpen }) => isOpen);
  }
  isOpen = true;
  constructor(readonly url: string) {
    super();
    FakeEventSource.opened.push(this);
  }
  close() {
    this.isOpen = false;
  }
}

describe('the stream of the state of things now', () => {
  const client = createQueryClient({ onUnauthorized: () => undefined, onForbidden: () => undefined });
  const ask = jest.fn(async () => someCurrent({ active_sessions_count: 1 }));
  const askOther = jest.fn(async () => 7);
  let visibility: DocumentVisibilityState;

  beforeEach(() => {
    jest.useFakeTimers({ now: NOON });
    visibility = 'visible';
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility });
    FakeEventSource.opened = [];
    Object.assign(globalThis, { EventSource: FakeEventSource });
    refreshPace.choose(30_000);
    ask.mockClear();
  });
  afterEach(() => {
    cleanup();
    client.clear();
    act(() => refreshPace.choose(30_000));
    Reflect.deleteProperty(document, 'visibilityState');
    Reflect.deleteProperty(globalThis, 'EventSource');
    jest.useRealTimers();
  });

  /** With somebody who shows what is current, as every page does. */
  const listen = async () => {
    const wrapper = ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    );
    const view = renderHook(
      () => {
        useQuery({ queryKey: CURRENT_KEY, queryFn: ask });
        useQuery({ queryKey: ['something else'], queryFn: askOther });
        return useCurrentStream();
      },
      { wrapper },
    );
    await act(() => jest.advanceTimersByTimeAsync(1));
    ask.mockClear();
    askOther.mockClear();
    return view;
  };
  const hear = (active: number) =>
    act(() => {
      const data = JSON.stringify(someCurrent({ active_sessions_count: active }));
      FakeEventSource.open[0]?.dispatchEvent(new MessageEvent(CURRENT_EVENT, { data }));
    });
  const breakOff = () => act(() => void FakeEventSource.open[0]?.dispatchEvent(new Event('error')));
  const look = (next: DocumentVisibilityState) =>
    act(() => {
      visibility = next;
      document.dispatchEvent(new Event('visibilitychange'));
    });
  const pass = (seconds: number) => act(() => jest.advanceTimersByTimeAsync(seconds * 1000));

  it('feeds what the page shows, and is live from the first event on', async () => {
    const { result } = await listen();
    expect(FakeEventSource.opened.map(({ url }) => url)).toEqual([routes.metricsStream]);
    expect(result.current).toBe(false);
    hear(42);
    expect(result.current).toBe(true);
    expect(client.getQueryData(CURRENT_KEY)).toMatchObject({ active_sessions_count: 42 });
    expect(ask).not.toHaveBeenCalled();
  });

  it('that breaks asks why by an ordinary request, once, and opens again', async () => {
    const { result } = await listen();
    hear(42);
    breakOff();
    expect(result.current).toBe(false);
    await pass(0.1);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(askOther).not.toHaveBeenCalled();
    await pass(2);
    expect(FakeEventSource.open).toHaveLength(1);
    hear(43);
    expect(result.current).toBe(true);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('is given back after a minute in which nobody looks, and not before', async () => {
    const { result } = await listen();
    hear(42);
    look('hidden');
    await pass(30);
    hear(42); // the server repeats it
    await pass(29.9);
    expect([FakeEventSource.open.length, result.current]).toEqual([1, true]);
    await pass(0.1);
    expect([FakeEventSource.open.length, result.current]).toEqual([0, false]);
    await pass(600);
    expect(FakeEventSource.opened).toHaveLength(1);
    look('visible');
    expect(FakeEventSource.open).toHaveLength(1);
  });

  it('stays with one who comes back within the minute', async () => {
    await listen();
    look('hidden');
    await pass(20);
    look('visible');
    hear(42);
    await pass(30);
    hear(42);
    await pass(30);
    expect(FakeEventSource.open).toHaveLength(1);
    expect(FakeEventSource.opened).toHaveLength(1);
  });

  it('is not opened by a page that opens out of sight', async () => {
    visibility = 'hidden';
    await listen();
    expect(FakeEventSource.opened).toEqual([]);
    await pass(120);
    look('visible');
    expect(FakeEventSource.open).toHaveLength(1);
  });

  it('ends at once with a page that is left, and comes back with one that was kept', async () => {
    await listen();
    act(() => void window.dispatchEvent(new Event('pagehide')));
    expect(FakeEventSource.open).toEqual([]);
    act(() => void window.dispatchEvent(new Event('pageshow')));
    expect(FakeEventSource.open).toHaveLength(1);
  });

  it.each([
    ['holds the page', () => refreshPace.hold(true)],
    ['wants no refresh', () => refreshPace.choose(null)],
  ])('ends, and nothing is asked, as long as the reader %s', async (_, stop) => {
    const { result } = await listen();
    hear(42);
    act(stop);
    expect([FakeEventSource.open.length, result.current]).toEqual([0, false]);
    await pass(5);
    look('visible');
    expect([FakeEventSource.opened.length, ask.mock.calls.length]).toEqual([1, 0]);
    act(() => refreshPace.choose(30_000));
    expect(FakeEventSource.open).toHaveLength(1);
  });

  it('is none where the browser has none', async () => {
    Reflect.deleteProperty(globalThis, 'EventSource');
    const { result } = await listen();
    expect(result.current).toBe(false);
  });

  it('ends with the page, and heeds nothing after that', async () => {
    const { unmount } = await listen();
    hear(42);
    unmount();
    expect(FakeEventSource.open).toEqual([]);
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('pageshow'));
    await jest.advanceTimersByTimeAsync(120_000);
    expect(FakeEventSource.opened).toHaveLength(1);
  });
});
