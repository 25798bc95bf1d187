import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LAST_DAY, type ShownRange } from '../../lib/range';
import { ago, NOON } from '../../testing/metrics';
import { faultOf, PRESETS, rangeOf, searchOf } from './range-search';

const HOUR = 3600;

describe('range in an address', () => {
  it('is the last 24 hours where it says nothing', () =>
    expect(rangeOf({}, NOON)).toEqual({ range: LAST_DAY, fault: null }));

  it.each(PRESETS.map((preset) => [preset.key, preset] as const))('%s is known', (range, preset) =>
    expect(rangeOf({ range }, NOON)).toEqual({ range: preset, fault: null }),
  );

  it('is two moments, and never longer than now', () => {
    const asked = rangeOf({ from: ago(2 * HOUR), to: ago(-HOUR) }, NOON);
    expect(asked.range).toEqual({ kind: 'between', fromMs: NOON - 2 * HOUR * 1000, toMs: NOON });
  });

  it.each([
    [{ range: '5h' }, /does not exist \(“5h”\).*24 hours/],
    [{ range: ['7d'] }, /does not exist \(“7d”\)/],
    [{ range: 7 }, /does not exist \(“7”\)/],
    [{ to: ago(0) }, /need a date and time/],
    [{ from: 'yesterday', to: ago(0) }, /need a date and time/],
    [{ from: ago(HOUR) }, /need a date and time/],
    [{ from: 12, to: 14 }, /need a date and time/],
    [{ from: ago(HOUR), to: ago(2 * HOUR) }, /at least 5 minutes after/],
    [{ from: ago(-HOUR), to: ago(-2 * HOUR) }, /must lie in the past/],
    [{ from: ago(401 * 24 * HOUR), to: ago(0) }, /within the last 400 days/],
  ])('falls back with a word: %j', (search, fault) => {
    const asked = rangeOf(search, NOON);
    expect(asked.range).toEqual(LAST_DAY);
    expect(asked.fault).toMatch(fault);
    expect(asked.fault).toMatch(/The last 24 hours are shown/);
  });

  const MINUTES = 60_000;
  it.each<[string, number, number, string | null]>([
    ['five minutes', 5 * MINUTES, 0, null],
    ['less than five minutes', 5 * MINUTES - 1, 0, 'The end must lie at least 5 minutes after the start.'],
    ['nothing', 0, 0, 'The end must lie at least 5 minutes after the start.'],
    ['what has just begun', 5 * MINUTES, -10 * MINUTES, null],
    ['what begins within five minutes', 5 * MINUTES - 1, -10 * MINUTES, 'The start must lie in the past.'],
    ['400 days', 400 * 86_400_000, 0, null],
    ['more', 400 * 86_400_000 + 1, 0, 'The start must lie within the last 400 days.'],
  ])('of %s is refused where it must be', (_, fromAgo, toAgo, fault) =>
    expect(faultOf(NOON - fromAgo, NOON - toAgo, NOON)).toBe(fault),
  );

  it('ends at the next five minutes where it was to end later, so that it is the same for a while', () => {
    const ends = [0, 1, 299].map((seconds) => {
      const { range } = rangeOf({ from: ago(HOUR), to: ago(-HOUR) }, NOON + seconds * 1000);
      return range.kind === 'between' ? range.toMs - NOON : null;
    });
    expect(ends).toEqual([0, 300_000, 300_000]);
  });

  it('does not repeat a long nonsense', () =>
    expect(rangeOf({ range: 'x'.repeat(500) }, NOON).fault).toContain(`(“${'x'.repeat(20)}”)`));

  it.each([
    ['1h', 1],
    ['6h', 6],
    ['24h', 24],
    ['7d', 168],
    ['30d', 720],
  ] as const)('%s are %i hours', (key, hours) =>
    expect(rangeOf({ range: key }, NOON).range).toMatchObject({ kind: 'last', seconds: hours * HOUR }),
  );

  it('comes back as it was written, whatever two moments it is', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 400 * 1440 }),
        fc.integer({ min: 0, max: 1440 }),
        (length, past) => {
          const toMs = NOON - past * MINUTES;
          const fromMs = Math.max(toMs - length * MINUTES, NOON - 400 * 86_400_000);
          fc.pre(toMs - fromMs >= 5 * MINUTES);
          const range: ShownRange = { kind: 'between', fromMs, toMs };
          expect(rangeOf({ ...searchOf(range) }, NOON)).toEqual({ range, fault: null });
        },
      ),
    ));

  it('comes back as it was written', () => {
    const between: ShownRange = { kind: 'between', fromMs: NOON - 7_200_000, toMs: NOON - 3_600_000 };
    for (const range of [...PRESETS, between])
      expect(rangeOf({ ...searchOf(range) }, NOON).range).toEqual(range);
    expect(searchOf(LAST_DAY)).toEqual({ range: undefined, from: undefined, to: undefined });
  });
});
