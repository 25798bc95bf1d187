import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DamagedDistribution } from './bytes';
import { Distribution } from './distribution';
import { ExplicitPart } from './explicit-part';
import { ExponentialPart } from './exponential-part';
import { finestIndexOf } from './exponential-scale';
import { ANYTHING } from './extent';

const duration = fc.oneof(
  fc.double({ min: 0, max: 60_000, noNaN: true }),
  fc.constantFrom(0, 1, 2, 4, 8, 1e-9, 1e9),
);

const own = fc.array(duration, { maxLength: 40 }).map((values) => {
  const distribution = new Distribution();
  for (const value of values) distribution.record(value);
  return distribution;
});

const senders = fc
  .record({
    scale: fc.integer({ min: -3, max: 6 }),
    indices: fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 10 }),
    bounds: fc.constantFrom([5, 10, 100], [10, 1000], []),
    counts: fc.array(fc.nat(20), { minLength: 4, maxLength: 4 }),
  })
  .map(({ scale, indices, bounds, counts }) => {
    const distribution = new Distribution();
    const exponential = new ExponentialPart(1000, scale);
    for (const index of indices) exponential.add(index, 1 + Math.abs(index));
    exponential.extent = ANYTHING;
    distribution.include(exponential);
    const explicit = new ExplicitPart(bounds, counts.slice(0, bounds.length + 1));
    explicit.extent = ANYTHING;
    distribution.include(explicit);
    return distribution;
  });

const any = fc.oneof(
  own,
  senders,
  fc.tuple(own, senders).map(([a, b]) => merged(a, b)),
);

function merged(...distributions: Distribution[]): Distribution {
  const all = new Distribution();
  for (const distribution of distributions) all.merge(distribution);
  return all;
}

const of = (values: number[]) => {
  const distribution = new Distribution();
  for (const value of values) distribution.record(value);
  return distribution;
};

describe('merging', () => {
  it('does not depend on order or grouping', () => {
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        const expected = merged(a, b, c).encode();
        expect(merged(c, a, b).encode()).toEqual(expected);
        expect(merged(a, merged(b, c)).encode()).toEqual(expected);
        expect(merged(merged(c, b), a).encode()).toEqual(expected);
      }),
    );
  });

  it('gives what recording everything in one place would have given', () => {
    fc.assert(
      fc.property(fc.array(duration), fc.array(duration), (a, b) => {
        expect(merged(of(a), of(b)).encode()).toEqual(of([...a, ...b]).encode());
      }),
    );
  });

  it('counts every value once and leaves the other side as it was', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        const [before, count] = [b.encode(), a.count + b.count];
        a.merge(b);
        expect(a.count).toBe(count);
        expect(b.encode()).toEqual(before);
      }),
    );
  });
});

describe('encoding', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(any, (distribution) => {
        const read = Distribution.decode(distribution.encode());
        expect(read.encode()).toEqual(distribution.encode());
        expect([read.count, read.max, read.quantile(0.95)]).toEqual([
          distribution.count,
          distribution.max,
          distribution.quantile(0.95),
        ]);
      }),
    );
  });

  it('never reads damaged bytes as something else than a distribution or a clear error', () => {
    fc.assert(
      fc.property(any, fc.nat(), fc.integer({ min: 0, max: 255 }), (distribution, place, byte) => {
        const bytes = distribution.encode();
        bytes[place % bytes.length] = byte;
        try {
          Distribution.decode(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DamagedDistribution);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses bytes that end early, go on or are of another version', () => {
    const bytes = of([1, 20, 300]).encode();
    for (let length = 0; length < bytes.length; length++)
      expect(() => Distribution.decode(bytes.subarray(0, length))).toThrow(DamagedDistribution);
    expect(() => Distribution.decode(Buffer.concat([bytes, Buffer.of(0)]))).toThrow(DamagedDistribution);
    expect(() => Distribution.decode(Buffer.of(99))).toThrow('version');
  });
});

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
    expect([...after.since(before)!.occupied()]).toEqual([[5, 1]]);
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
