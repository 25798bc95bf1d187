import { describe, expect, it } from '@jest/globals';
import { NOON, reading } from '../testing/metrics';
import { ApiError } from './api-error';
import { STALE_AFTER_MS } from './cadence';
import { ageSeconds, judge, type Observed } from './tile-state';

const away = new ApiError('The server could not be reached.', null);
const seen = (n: number): Observed<number> => ({ kind: 'value', value: n });

describe('state of a tile', () => {
  it('is first load only until something is heard', () => {
    expect(judge(reading<number>(undefined), NOON, seen)).toEqual({ kind: 'first-load' });
    expect(judge(reading(7), NOON, seen)).toEqual({ kind: 'value', value: 7 });
  });

  it('is blind, with the reason, when a source never answered', () =>
    expect(judge(reading<number>(undefined, { failure: away }), NOON, seen)).toEqual({
      kind: 'blind',
      reason: 'The server could not be reached.',
    }));

  it('is stale as soon as a refresh failed, and keeps the value', () =>
    expect(judge(reading(7, { failure: away }), NOON, seen)).toEqual({
      kind: 'stale',
      value: 7,
      ageSeconds: 1,
    }));

  it('is stale at once when the answer says that it repeats what was read before', () => {
    const repeated = { n: 7, stale_since: '2026-11-23T11:59:59.000Z' };
    expect(judge(reading(repeated), NOON, ({ n }) => seen(n)).kind).toBe('stale');
  });

  it.each([
    [STALE_AFTER_MS, 'value'],
    [STALE_AFTER_MS + 1, 'stale'],
  ])('is at an age of %s ms: %s', (ageMs, kind) =>
    expect(judge(reading(7, { asOfMs: NOON - ageMs }), NOON, seen).kind).toBe(kind),
  );

  it('is stale when the newest observation is old although the answer is new', () =>
    expect(judge(reading(7), NOON, () => ({ kind: 'old', value: 7, newestAtMs: NOON - 90_000 }))).toEqual({
      kind: 'stale',
      value: 7,
      ageSeconds: 90,
    }));

  it('has no value to grey where there was none', () =>
    expect(
      judge(reading(7, { failure: away }), NOON, () => ({ kind: 'no-traffic', reason: 'quiet' })),
    ).toMatchObject({
      kind: 'stale',
      value: null,
    }));
});

describe('age', () => {
  it('is never negative, whatever the clocks', () => expect(ageSeconds(NOON + 5000, NOON)).toBe(0));
  it('is not known without a time', () => {
    expect(ageSeconds(null, NOON)).toBeNull();
    expect(ageSeconds(Number.NaN, NOON)).toBeNull();
  });
});
