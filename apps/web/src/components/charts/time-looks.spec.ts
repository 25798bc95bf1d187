import { describe, expect, it } from '@jest/globals';
import { dashes, FILLS, LIMIT_INKS, LIMIT_LOOKS, lookOf, SERIES_LOOKS } from './time-looks';

const allDifferent = (items: unknown[]) => new Set(items).size === items.length;

describe('what lines look like', () => {
  it('tells series apart by their dashes alone, the first drawn through', () => {
    expect(SERIES_LOOKS.map((look) => dashes(look))).toEqual([undefined, '6 3', '1.5 3']);
    expect(allDifferent(SERIES_LOOKS.map(({ color }) => color))).toBe(true);
    expect(SERIES_LOOKS[0].width).toBeGreaterThan(SERIES_LOOKS[1].width);
  });

  it('tells limits apart by their dashes alone, and none of them is drawn through like a series', () => {
    const { bound, ...judged } = LIMIT_LOOKS;
    const patterns = Object.values(judged).map((look) => dashes(look));
    expect(allDifferent([...patterns, ...SERIES_LOOKS.map((look) => dashes(look))])).toBe(true);
    expect(patterns).not.toContain(undefined);
    expect(bound.width).toBeLessThan(Math.min(...SERIES_LOOKS.map(({ width }) => width)));
  });

  it.each(['ok', 'warning', 'critical'] as const)('has colours by meaning: %s', (tone) => {
    expect(LIMIT_INKS[tone]).toBe(`${tone}-ink`);
    expect(LIMIT_LOOKS[tone].color).toMatch(new RegExp(`^${tone}-`));
    expect(FILLS[tone]).toBe(`${tone}-fill`);
  });

  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 2],
    [9, 2],
  ])('the series of rank %i looks like that of rank %i', (rank, same) =>
    expect(lookOf(rank)).toBe(SERIES_LOOKS[same]),
  );

  it('has longer dashes on a larger page', () =>
    expect(dashes({ color: 'ink', width: 1, dash: [6, 3] }, 1.5)).toBe('9 4.5'));
});
