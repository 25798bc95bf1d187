import { describe, expect, it } from '@jest/globals';
import { Distribution } from './distribution';
import { ExplicitPart } from './explicit-part';
import { ExponentialPart } from './exponential-part';
import { occupied } from './testing/occupied';
import { finestIndexOf } from './exponential-scale';
import { ANYTHING } from './extent';

const of = (values: number[]) => {
  const distribution = new Distribution();
  for (const value of values) distribution.record(value);
  return distribution;
};

describe('record', () => {
  it.each([NaN, -1, Infinity, 2 ** 41])('refuses %d', (value) => {
    expect(() => new Distribution().record(value)).toThrow(RangeError);
  });

  it('counts in a part that a coarser sender has met', () => {
    const coarse = new ExponentialPart(1, 0);
    coarse.add(3, 1);
    coarse.extent = ANYTHING;
    const distribution = of([100]);
    distribution.include(coarse);
    distribution.record(100);

    const other = of([100, 100]);
    other.include(coarse);
    expect(distribution.encode()).toEqual(other.encode());
    expect(finestIndexOf(100) >> 6).toBe(6);
  });
});

describe('what was added since an earlier state', () => {
  it('is the difference at the coarser of both scales, and nothing when it is no successor', () => {
    const before = new ExponentialPart(1000, 4);
    before.add(8, 2);
    const after = new ExponentialPart(1000, 3);
    after.add(4, 2);
    after.add(5, 1);
    expect(occupied(after.since(before)!)).toEqual([[5, 1]]);
    expect(before.since(after)).toBeNull();
  });

  it('knows its maximum only if that grew', () => {
    const before = new ExplicitPart([5], [1, 1]);
    before.extent = { floor: 1, ceiling: 9, attained: true };
    const same = new ExplicitPart([5], [2, 1]);
    same.extent = before.extent;
    const larger = new ExplicitPart([5], [1, 2]);
    larger.extent = { floor: 1, ceiling: 12, attained: true };

    expect(same.since(before)!.extent).toEqual({ floor: 1, ceiling: 9, attained: false });
    expect(larger.since(before)!.extent).toEqual({ floor: 1, ceiling: 12, attained: true });
    expect(before.since(new ExplicitPart([6], [0, 0]))).toBeNull();
  });
});
