import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { averageQuality, noQuality } from './average-quality';
import { largestRemainder, qualityDistribution } from './quality-distribution';

describe('average quality', () => {
  it('is unknown without a report', () => expect(averageQuality(noQuality())).toBe('unknown'));

  it.each([
    [{ excellent: 1, good: 1, fair: 0, poor: 0 }, 'excellent'],
    [{ excellent: 49, good: 51, fair: 0, poor: 0 }, 'good'],
    [{ excellent: 0, good: 1, fair: 1, poor: 0 }, 'good'],
    [{ excellent: 0, good: 49, fair: 51, poor: 0 }, 'fair'],
    [{ excellent: 0, good: 0, fair: 1, poor: 1 }, 'fair'],
    [{ excellent: 0, good: 0, fair: 49, poor: 51 }, 'poor'],
    [{ excellent: 1, good: 0, fair: 0, poor: 1 }, 'good'],
  ] as const)('of %j is %s', (counts, level) => expect(averageQuality(counts)).toBe(level));
});

describe('shares in percent', () => {
  const tenths = (shares: number[]) => shares.map((share) => Math.round(share * 10));

  it('add up to 100.0 with one decimal, or are all zero', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat({ max: 7 }), fc.maxSafeNat()), { minLength: 1, maxLength: 9 }),
        (counts) => {
          const shares = largestRemainder(counts);
          const sum = tenths(shares).reduce((total, share) => total + share, 0);
          expect(sum).toBe(counts.some((count) => count > 0) ? 1000 : 0);
          for (const share of shares) expect(share).toBe(Number(share.toFixed(1)));
        },
      ),
    );
  });

  it('stay within a tenth of the exact share, and never give to a zero', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1000 }), { minLength: 2, maxLength: 6 }), (counts) => {
        const total = counts.reduce((sum, count) => sum + count, 0);
        fc.pre(total > 0);
        for (const [index, share] of largestRemainder(counts).entries()) {
          const count = counts[index] ?? 0;
          expect(Math.abs(share - (count / total) * 100)).toBeLessThan(0.1 + 1e-9);
          if (count === 0) expect(share).toBe(0);
        }
      }),
    );
  });

  it('give the tenths left over to the largest remainders, the earlier of equal ones first', () => {
    expect(largestRemainder([4, 2, 1])).toEqual([57.1, 28.6, 14.3]);
    expect(largestRemainder([1, 1, 1])).toEqual([33.4, 33.3, 33.3]);
  });

  it('carry the names of the levels', () =>
    expect(qualityDistribution({ excellent: 2, good: 1, fair: 0, poor: 1 })).toEqual({
      excellent: 50,
      good: 25,
      fair: 0,
      poor: 25,
    }));
});
