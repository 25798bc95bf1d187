import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../../lib/api-error';
import { refreshPace } from '../../lib/refresh-pace';
import { NOON, reading } from '../../testing/metrics';
import { freshnessOf } from './freshness';

describe('freshness', () => {
  const banner = (failure: ApiError | null, ageMs = 45_000) =>
    freshnessOf(reading({}, { failure, asOfMs: NOON - ageMs }), NOON).banner;

  it('says nothing while figures are the present', () => {
    expect(freshnessOf(reading({}, { asOfMs: NOON - 4000 }), NOON)).toEqual({ ageSeconds: 4, banner: null });
  });
  it('says that the server cannot be reached', () =>
    expect(banner(new ApiError('x', null))).toBe(
      'Cannot reach Watchroom: these figures are 45 s old. Trying again.',
    ));
  it('says what the server says of itself', () =>
    expect(banner(new ApiError('The database does not answer.', 503))).toBe(
      'Watchroom cannot give new figures: these figures are 45 s old. The database does not answer.',
    ));
  it.each<[string, ApiError | null, number, string | null]>([
    [
      'a refusal',
      new ApiError('Not allowed.', 403),
      45_000,
      'Watchroom refused to answer: these figures are 45 s old. Not allowed.',
    ],
    [
      'two minutes but a second',
      new ApiError('x', null),
      119_000,
      'Cannot reach Watchroom: these figures are 119 s old. Trying again.',
    ],
    [
      'two minutes',
      new ApiError('x', null),
      120_000,
      'Cannot reach Watchroom: these figures are 2 minutes old. Trying again.',
    ],
    [
      'hours',
      new ApiError('x', null),
      7_200_000,
      'Cannot reach Watchroom: these figures are 2 hours old. Trying again.',
    ],
    ['a refresh that is missed', null, 60_000, null],
    [
      'two that are',
      null,
      60_001,
      'Watchroom answers, but its figures stand still: these figures are 60 s old.',
    ],
  ])('speaks of %s', (_, failure, ageMs, text) => expect(banner(failure, ageMs)).toBe(text));

  it.each([
    ['pauses', () => refreshPace.hold(true)],
    ['wants no refresh', () => refreshPace.choose(null)],
  ])('leaves it to another line to say that the reader %s', (_, set) => {
    set();
    expect(banner(null, 600_000)).toBeNull();
    expect(banner(new ApiError('x', null))).toMatch(/^Cannot reach/);
    refreshPace.choose(30_000);
  });

  it('notices figures that stand still', () =>
    expect(banner(null, 61_000)).toMatch(/stand still: .* 61 s old/));
  it('has no age before the first figure', () =>
    expect(freshnessOf(reading(undefined, { failure: new ApiError('x', null) }), NOON)).toEqual({
      ageSeconds: null,
      banner: 'Cannot reach Watchroom: there are no figures yet. Trying again.',
    }));
});
