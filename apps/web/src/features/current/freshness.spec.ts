import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../../lib/api-error';
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
  it('notices figures that stand still', () =>
    expect(banner(null, 61_000)).toMatch(/stand still: .* 61 s old/));
  it('has no age before the first figure', () =>
    expect(freshnessOf(reading(undefined, { failure: new ApiError('x', null) }), NOON)).toEqual({
      ageSeconds: null,
      banner: 'Cannot reach Watchroom: there are no figures yet. Trying again.',
    }));
});
