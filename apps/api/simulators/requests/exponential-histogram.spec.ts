import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../chance/seeded-random';
import { bucketOf, lognormalHistogram } from './exponential-histogram';

const BASE = 2 ** (2 ** -4);

describe('exponential histogram of the play', () => {
  it('puts each value into the bucket whose upper bound it does not exceed', () => {
    expect([1, 2, 0.5].map(bucketOf)).toEqual([-1, 15, -17]);
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 100, noNaN: true }), (value) => {
        const index = bucketOf(value);
        expect(value).toBeGreaterThan(BASE ** index * (1 - 1e-9));
        expect(value).toBeLessThanOrEqual(BASE ** (index + 1) * (1 + 1e-9));
      }),
    );
  });

  it('counts every duration once and agrees with itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), fc.string(), (count, seed) => {
        const point = lognormalHistogram(seededRandom(seed), count, 0.075, 0.82);
        const counts = point.positive.bucketCounts.map(Number);
        expect(counts.reduce((sum, bucket) => sum + bucket, 0)).toBe(count);
        expect(Number(point.count)).toBe(count);
        expect(counts[0]).toBeGreaterThan(0);
        expect(counts.at(-1)).toBeGreaterThan(0);
        expect(bucketOf(point.min)).toBe(point.positive.offset);
        expect(bucketOf(point.max)).toBe(point.positive.offset + counts.length - 1);
        expect(point.sum).toBeGreaterThanOrEqual(point.min * count * (1 - 1e-9));
        expect(point.sum).toBeLessThanOrEqual(point.max * count * (1 + 1e-9));
      }),
      { numRuns: 50 },
    );
  });

  it('keeps the percentile of what it was made of', () => {
    const { positive } = lognormalHistogram(seededRandom('p95'), 50_000, 0.075, 0.82);
    let seen = 0;
    const bucket = positive.bucketCounts.findIndex((count) => (seen += Number(count)) >= 47_500);
    const p95 = BASE ** (positive.offset + bucket + 0.5);
    expect(p95).toBeGreaterThan(0.27);
    expect(p95).toBeLessThan(0.31);
  });
});
