import { describe, expect, it } from '@jest/globals';
import { NOON, reading } from '../testing/metrics';
import { ApiError } from './api-error';
import { STALE_AFTER_MS } from './cadence';
import type { Reading } from './reading';
import { refreshPace } from './refresh-pace';
import { ageOf, ageSeconds, isOutdated, judge, type Observed } from './tile-state';

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

describe('what is the present', () => {
  it.each<[string, Reading<unknown>, boolean]>([
    ['nothing was heard', reading(undefined), false],
    ['nothing was heard, and it failed', reading(undefined, { failure: away }), false],
    ['a new answer', reading(7), false],
    ['a failure since', reading(7, { failure: away }), true],
    ['a repeated answer', reading({ stale_since: '2026-11-23T11:59:59.000Z' }), true],
    ['an answer that is no object', reading(null), false],
    ['an answer whose time is not known', reading(7, { asOfMs: null }), false],
    ['an old answer', reading(7, { asOfMs: NOON - STALE_AFTER_MS - 1 }), true],
  ])('%s: outdated %s', (_, read, isOld) => expect(isOutdated(read, NOON)).toBe(isOld));

  it('lasts for two refreshes of the reader’s own choice', () => {
    const read = reading(7, { asOfMs: NOON - 30_000 });
    refreshPace.choose(10_000);
    expect(isOutdated(read, NOON)).toBe(true);
    refreshPace.choose(300_000);
    expect(isOutdated({ ...read, asOfMs: NOON - 600_000 }, NOON)).toBe(false);
    refreshPace.choose(30_000);
  });
});

describe('any observation', () => {
  it.each<[Observed<number>, number | null]>([
    [{ kind: 'value', value: 7 }, 7],
    [{ kind: 'zero', value: 0 }, 0],
    [{ kind: 'too-few', value: 3, n: 4 }, 3],
    [{ kind: 'old', value: 5, newestAtMs: NOON - 90_000 }, 5],
    [{ kind: 'old', value: null, newestAtMs: null }, null],
    [{ kind: 'no-traffic', reason: 'quiet' }, null],
    [{ kind: 'blind', reason: 'nobody reports' }, null],
  ])('%j is shown as it is, and greyed as %s once a refresh failed', (observed, value) => {
    const shown = judge(reading(7), NOON, () => observed);
    if (observed.kind !== 'old') expect(shown).toEqual(observed);
    expect(judge(reading(7, { failure: away }), NOON, () => observed)).toEqual({
      kind: 'stale',
      value,
      ageSeconds: 1,
    });
  });

  it('that is old has no age where its time is not known', () =>
    expect(judge(reading(7), NOON, () => ({ kind: 'old', value: 7, newestAtMs: null }))).toEqual({
      kind: 'stale',
      value: 7,
      ageSeconds: null,
    }));
});

describe('age', () => {
  it.each([
    [0, 0],
    [999, 0],
    [1000, 1],
    [1999, 1],
    [3_600_000, 3600],
  ])('of %s ms is %s s', (ms, seconds) => expect(ageSeconds(NOON - ms, NOON)).toBe(seconds));

  it('is never negative, whatever the clocks', () => expect(ageSeconds(NOON + 5000, NOON)).toBe(0));
  it('is not known without a time', () => {
    expect(ageSeconds(null, NOON)).toBeNull();
    expect(ageSeconds(Number.NaN, NOON)).toBeNull();
  });

  it.each([
    [new Date(NOON - 5000).toISOString(), 5],
    ['no time', null],
    [null, null],
  ])('of what was told at %s is %s s', (at, seconds) => expect(ageOf(at, NOON)).toBe(seconds));
});
