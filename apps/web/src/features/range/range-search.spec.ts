import { describe, expect, it } from '@jest/globals';
import { LAST_DAY, type ShownRange } from '../../lib/range';
import { ago, NOON } from '../../testing/metrics';
import { PRESETS, rangeOf, searchOf } from './range-search';

const HOUR = 3600;

describe('range in an address', () => {
  it('is the last 24 hours where it says nothing', () =>
    expect(rangeOf({}, NOON)).toEqual({ range: LAST_DAY, zone: null, fault: null }));

  it.each(PRESETS.map((preset) => [preset.key, preset] as const))('%s is known', (range, preset) =>
    expect(rangeOf({ range, zone: 'utc' }, NOON)).toEqual({ range: preset, zone: 'utc', fault: null }),
  );

  it('is two moments, and never longer than now', () => {
    const asked = rangeOf({ from: ago(2 * HOUR), to: ago(-HOUR) }, NOON);
    expect(asked.range).toEqual({ kind: 'between', fromMs: NOON - 2 * HOUR * 1000, toMs: NOON });
  });

  it.each([
    [{ range: '5h' }, /does not exist \(“5h”\).*24 hours/],
    [{ range: ['7d'], zone: 'moon' }, /^$|.*/],
    [{ from: 'yesterday', to: ago(0) }, /need a date and time/],
    [{ from: ago(HOUR) }, /need a date and time/],
    [{ from: 12, to: 14 }, /need a date and time/],
    [{ from: ago(HOUR), to: ago(2 * HOUR) }, /at least 5 minutes after/],
    [{ from: ago(-HOUR), to: ago(-2 * HOUR) }, /must lie in the past/],
    [{ from: ago(401 * 24 * HOUR), to: ago(0) }, /within the last 400 days/],
  ])('falls back with a word: %j', (search, fault) => {
    const asked = rangeOf(search, NOON);
    expect(asked).toMatchObject({ range: LAST_DAY, zone: null });
    expect(asked.fault).toMatch(fault);
    expect(asked.fault).toMatch(/The last 24 hours are shown/);
  });

  it('comes back as it was written', () => {
    const between: ShownRange = { kind: 'between', fromMs: NOON - 7_200_000, toMs: NOON - 3_600_000 };
    for (const range of [...PRESETS, between])
      expect(rangeOf({ ...searchOf(range) }, NOON).range).toEqual(range);
    expect(searchOf(LAST_DAY)).toEqual({ range: undefined, from: undefined, to: undefined });
  });
});
