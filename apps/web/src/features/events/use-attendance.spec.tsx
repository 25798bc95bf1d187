import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type NewsLine, routes } from '@watchroom/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { createQueryClient } from '../../lib/query-client';
import { serverClock } from '../../lib/server-clock';
import { someLine, someNews } from '../../testing/events';
import { FakeRemote } from '../../testing/fake-remote';
import { NOON } from '../../testing/metrics';
import { useCloseNews } from './news.query';
import { useAttendance } from './use-attendance';

const MINUTE = 60;

describe('attendance', () => {
  let remote: FakeRemote;
  let client: ReturnType<typeof createQueryClient>;
  beforeEach(() => {
    jest.useFakeTimers({ now: NOON });
    serverClock.heard(new Date(NOON).toUTCString(), NOON);
    remote = new FakeRemote().answerEmpty(routes.since, 'POST');
    client = createQueryClient({ onUnauthorized: () => undefined, onForbidden: () => undefined });
  });
  afterEach(() => {
    cleanup();
    client.clear();
    remote.restore();
    Reflect.deleteProperty(document, 'visibilityState');
    jest.useRealTimers();
    serverClock.heard(new Date(NOON).toUTCString(), NOON);
  });

  const pass = (seconds: number) => act(() => jest.advanceTimersByTimeAsync(seconds * 1000));
  const come = async (lines: NewsLine[] = []) => {
    remote.answer(routes.since, () => someNews(lines));
    const wrapper = ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    );
    const view = renderHook(
      () => {
        useAttendance();
        return useCloseNews();
      },
      { wrapper },
    );
    await pass(1);
    return view;
  };
  const sign = async () => {
    fireEvent.pointerMove(window);
    await pass(0.1);
  };
  const looked = () => remote.seen.filter(({ method }) => method === 'GET').length;
  const noted = () =>
    remote.seen
      .filter(({ method, path }) => method === 'POST' && path === routes.since)
      .map(({ body }) => (body as { until: string }).until);
  /** What this page asked and told up to now is no matter. */
  const forget = () => remote.seen.splice(0);

  it('of one who comes and finds no news: all there is was seen, up to the time of the answer', async () => {
    await come();
    expect([looked(), noted()]).toEqual([1, ['2026-11-23T12:00:00.000Z']]);
  });

  it('of one who finds news: nothing was seen until they are closed', async () => {
    const { result } = await come([someLine()]);
    await sign();
    await pass(2 * MINUTE);
    await sign();
    expect(noted()).toEqual([]);
    act(() => result.current(someNews([someLine()])));
    await pass(0.1);
    expect(noted()).toEqual(['2026-11-23T12:00:00.000Z']);
  });

  it('of one whose news could not be had: nothing was seen', async () => {
    remote.refuse(routes.since, 503, 'The database does not answer.');
    const wrapper = ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    );
    renderHook(useAttendance, { wrapper });
    await pass(3);
    await sign();
    expect(noted()).toEqual([]);
  });

  it.each([
    ['pointerdown', () => fireEvent.pointerDown(window)],
    ['pointermove', () => fireEvent.pointerMove(window)],
    ['keydown', () => fireEvent.keyDown(window)],
    ['wheel', () => fireEvent.wheel(window)],
    ['touchstart', () => fireEvent.touchStart(window)],
    ['coming back to the tab', () => document.dispatchEvent(new Event('visibilitychange'))],
  ])('is told by %s, up to half a minute ago by the server’s clock', async (_, act_) => {
    await come();
    forget();
    await pass(2 * MINUTE);
    serverClock.heard(new Date(Date.now() + 3_600_000).toUTCString(), Date.now());
    const until = new Date(serverClock.at(Date.now()) - 30_000).toISOString();
    act_();
    await pass(0.1);
    expect([looked(), noted()]).toEqual([0, [until]]);
  });

  it('is not told by a tab that goes out of sight', async () => {
    await come();
    forget();
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
    await pass(0.1);
    expect(noted()).toEqual([]);
  });

  it('is told once a minute, however busy somebody is', async () => {
    await come();
    forget();
    for (let second = 0; second < 119; second += 10) {
      await sign();
      await pass(9.9);
    }
    expect(noted()).toHaveLength(2);
  });

  it('of one who was away for five minutes: the news are asked for anew, and nothing counts as seen', async () => {
    await come();
    await sign();
    forget();
    remote.answer(routes.since, () => someNews([someLine()]));
    await pass(5 * MINUTE - 1);
    expect(looked()).toBe(0);
    await pass(1);
    await sign();
    expect([looked(), noted()]).toEqual([1, []]);
  });

  it('ends with the page', async () => {
    const { unmount } = await come();
    unmount();
    forget();
    await sign();
    document.dispatchEvent(new Event('visibilitychange'));
    await pass(0.1);
    expect(remote.seen).toEqual([]);
  });
});
