import { afterEach, describe, expect, it } from '@jest/globals';
import type { UseQueryResult } from '@tanstack/react-query';
import { cleanup, renderHook } from '@testing-library/react';
import { NOON } from '../testing/metrics';
import { ApiError } from './api-error';
import { PresenceProvider } from './presence';
import { useReading } from './reading';
import { serverClock } from './server-clock';

const away = new ApiError('The server could not be reached.', null);
const gone = new ApiError('There is no such thing.', 404);
const result = (more: object) =>
  ({ data: undefined, error: null, dataUpdatedAt: 0, ...more }) as UseQueryResult<unknown>;

afterEach(cleanup);

describe('a query as a reading', () => {
  it.each<[string, object, object]>([
    ['nothing yet', {}, { data: undefined, asOfMs: null, failure: null }],
    ['a failure', { error: away }, { data: undefined, asOfMs: null, failure: away }],
    ['an answer', { data: 7, dataUpdatedAt: NOON }, { data: 7, asOfMs: NOON, failure: null }],
    [
      'an answer, and a failure since',
      { data: 7, dataUpdatedAt: NOON, error: away },
      { data: 7, asOfMs: NOON, failure: away },
    ],
    [
      'an answer of nothing',
      { data: null, dataUpdatedAt: NOON },
      { data: null, asOfMs: NOON, failure: null },
    ],
  ])('%s', (_, query, read) =>
    expect(renderHook(() => useReading(result(query))).result.current).toEqual(read),
  );

  it.each<[unknown, number]>([
    [{ as_of: new Date(NOON - 5000).toISOString() }, NOON - 5000],
    [{ as_of: 'yesterday' }, NOON + 60_000],
    [{ n: 7 }, NOON + 60_000],
    ['text', NOON + 60_000],
  ])(
    'is of the time that the answer tells; else of its arrival, by the server’s clock: %j',
    (data, asOfMs) => {
      serverClock.heard(new Date(NOON + 60_000).toUTCString(), NOON);
      const { result: read } = renderHook(() => useReading(result({ data, dataUpdatedAt: NOON })));
      expect(read.current.asOfMs).toBe(asOfMs);
      serverClock.heard(new Date(NOON).toUTCString(), NOON);
    },
  );

  it('that never had an answer keeps why while it is asked again, and forgets it with the first answer', () => {
    const { result: read, rerender } = renderHook((query: object) => useReading(result(query)), {
      initialProps: { error: gone } as object,
    });
    rerender({});
    expect(read.current.failure).toBe(gone);
    rerender({ error: away });
    expect(read.current.failure).toBe(away);
    rerender({ data: 7 });
    expect(read.current.failure).toBeNull();
  });
});

describe('while nobody answers, a reading', () => {
  const read = (query: object) =>
    renderHook(() => useReading(result(query)), {
      wrapper: ({ children }) => (
        <PresenceProvider value={{ isLive: false, outage: away }}>{children}</PresenceProvider>
      ),
    }).result.current.failure;

  it.each<[string, object, ApiError]>([
    ['that never had an answer', {}, away],
    ['of an answer', { data: 7 }, away],
    ['that failed by itself', { data: 7, error: gone }, gone],
    ['that never had an answer and failed', { error: gone }, gone],
  ])('%s tells why', (_, query, failure) => expect(read(query)).toBe(failure));
});
