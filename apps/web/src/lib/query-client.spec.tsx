import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { QueryObserverOptions } from '@tanstack/react-query';
import { ApiError } from './api-error';
import { createQueryClient } from './query-client';
import { refreshPace } from './refresh-pace';

const heeded = { onUnauthorized: jest.fn(), onForbidden: jest.fn() };
const client = createQueryClient(heeded);

beforeEach(() => void jest.clearAllMocks());
afterEach(() => {
  client.clear();
  refreshPace.choose(30_000);
});

/** How a query that asks every so often in ordinary times is asked for. */
const asked = (queryKey: string[], refetchInterval?: QueryObserverOptions['refetchInterval']) => {
  const { refetchInterval: every, ...rest } = client.defaultQueryOptions({ queryKey, refetchInterval });
  return { ...rest, everyMs: typeof every === 'function' ? every({} as never) : every };
};
const METRICS = ['metrics', 'current'];

describe('the pace of queries', () => {
  it.each<[string, number | false | (() => number) | undefined, number | false | undefined]>([
    ['a number', 30_000, 10_000],
    ['a shorter number', 5_000, 5_000],
    ['a function', () => 30_000, 10_000],
    ['never', false, false],
    ['nothing', undefined, undefined],
  ])('is the reader’s choice of 10 s where the query says %s', (_, refetchInterval, everyMs) => {
    refreshPace.choose(10_000);
    expect(asked(METRICS, refetchInterval).everyMs).toBe(everyMs);
  });

  it('leaves out who is signed in', () => {
    refreshPace.choose(null);
    expect(asked(['auth', 'me'], 5_000)).toMatchObject({
      everyMs: 5_000,
      refetchOnWindowFocus: 'always',
    });
  });

  it.each([
    ['held', () => refreshPace.hold(true), [false, false, false]],
    ['off', () => refreshPace.choose(null), [false, false, false]],
    ['on', () => refreshPace.choose(60_000), [60_000, 'always', 'always']],
  ])('asks of itself only while it is not %s', (_, set, expected) => {
    set();
    const { everyMs, refetchOnWindowFocus, refetchOnReconnect } = asked(METRICS, 30_000);
    expect([everyMs, refetchOnWindowFocus, refetchOnReconnect]).toEqual(expected);
  });

  it('is applied once, however often options are completed', () => {
    refreshPace.choose(300_000);
    const once = client.defaultQueryOptions({ queryKey: METRICS, refetchInterval: 30_000 });
    expect(client.defaultQueryOptions(once)).toBe(once);
  });
});

describe('a refusal', () => {
  it.each<[number, number, number]>([
    [401, 1, 0],
    [403, 0, 1],
    [404, 0, 0],
  ])('with %s leads to sign-in %s times, to a look at the role %s times', async (status, unknown, denied) => {
    const refuse = () => Promise.reject(new ApiError('no', status));
    await client.fetchQuery({ queryKey: METRICS, queryFn: refuse }).catch(() => null);
    expect([heeded.onUnauthorized.mock.calls.length, heeded.onForbidden.mock.calls.length]).toEqual([
      unknown,
      denied,
    ]);
  });

  it('of something that is done is heeded, too', async () => {
    const mutation = client
      .getMutationCache()
      .build(client, { mutationFn: () => Promise.reject(new ApiError('no', 401)) });
    await mutation.execute(undefined).catch(() => null);
    expect(heeded.onUnauthorized).toHaveBeenCalledTimes(1);
  });

  const retried = (failures: number, error: Error) => {
    const { retry } = client.getDefaultOptions().queries ?? {};
    return typeof retry === 'function' && retry(failures, error);
  };
  it.each<[number, number | null, boolean]>([
    [0, null, true],
    [0, 503, true],
    [1, 503, false],
    [0, 404, false],
  ])('after %s failures, with status %s: tried again %s', (failures, status, isRetried) =>
    expect(retried(failures, new ApiError('no', status))).toBe(isRetried),
  );
});
