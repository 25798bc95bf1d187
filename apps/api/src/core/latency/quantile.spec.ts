import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Distribution } from './distribution';
import { ExplicitPart } from './explicit-part';
import { ANYTHING } from './extent';
import { nearestRank, quantileAt } from './quantile';
import { ExponentialPart } from './exponential-part';

const duration = fc.double({ min: 0, max: 60_000, noNaN: true });

const of = (values: number[]) => {
  const distribution = new Distribution();
  for (const value of values) distribution.record(value);
  return distribution;
};

it('is found by one walk through one exponential part as among all its buckets', () => {
  const part = fc.record({
    scale: fc.integer({ min: -3, max: 6 }),
    indices: fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 1, maxLength: 12 }),
    zeroCount: fc.nat(2),
    floor: fc.constantFrom(0, 1, 30),
    ceiling: fc.constantFrom(1, 30, 500, Infinity),
    q: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(part, ({ scale, indices, zeroCount, floor, ceiling, q }) => {
      const only = new ExponentialPart(1, scale);
      for (const index of indices) only.add(index, 1 + Math.abs(index));
      Object.assign(only, { zeroCount, zeroThreshold: 0.5, extent: { floor, ceiling, attained: false } });
      const distribution = new Distribution();
      distribution.include(only);
      expect(distribution.quantile(q)).toEqual(quantileAt(nearestRank(q, only.count), [...only.buckets()]));
    }),
    { numRuns: 1000 },
  );
});

describe('quantile', () => {
  const normal = (u: number, v: number) => Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
  const shapes: Record<string, (u: number, v: number) => number> = {
    lognormal: (u, v) => 40 * Math.exp(0.9 * normal(u, v)),
    bimodal: (u, v) => (v < 0.9 ? 20 + 10 * u : 2000 + 500 * u),
    constant: () => 123.456,
    'heavy-tailed': (u) => Math.min(1e9, 5 / (1 - u) ** 1.5),
  };

  function values(shape: (u: number, v: number) => number, count: number, seed: number): number[] {
    let state = seed;
    const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
    return Array.from({ length: count }, () => shape(random(), random()));
  }

  const QUANTILES = [0, 0.5, 0.9, 0.95, 0.99, 0.999, 1];
  /** (base − 1) / (base + 1) of scale 6, rounded up. */
  const BOUND = 0.00542;

  function expectWithinBound(sample: number[], distribution: Distribution): void {
    const sorted = Float64Array.from(sample).sort();
    for (const q of QUANTILES) {
      const exact = sorted[nearestRank(q, sorted.length) - 1]!;
      const { value, relativeError } = distribution.quantile(q)!;
      expect(relativeError).toBeLessThanOrEqual(BOUND);
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(relativeError! * exact * (1 + 1e-9) + 1e-9);
    }
  }

  describe.each(Object.entries(shapes))('lies within its own bound of the exact value: %s', (_, shape) => {
    const seeds = fc.integer({ min: 1, max: 1e6 });

    it.each([
      [10, 200],
      [59, 100],
      [1_000, 20],
      [30_000, 2],
      [1_000_000, 1],
    ])('n = %d', (count, numRuns) => {
      fc.assert(
        fc.property(seeds, (seed) => {
          const sample = values(shape, count, seed);
          expectWithinBound(sample, of(sample));
        }),
        { numRuns },
      );
    });

    it('from any split over replicas, to the same bytes', () => {
      fc.assert(
        fc.property(seeds, fc.integer({ min: 2, max: 7 }), (seed, replicas) => {
          const sample = values(shape, 2_000, seed);
          const all = new Distribution();
          for (let replica = 0; replica < replicas; replica++)
            all.merge(of(sample.filter((_value, i) => i % replicas === replica)));
          expect(all.encode().toString('hex')).toBe(of(sample).encode().toString('hex'));
          expectWithinBound(sample, all);
        }),
        { numRuns: 5 },
      );
    });
  });

  it('bounds the true value of a union of exponential and explicit histograms of senders', () => {
    fc.assert(
      fc.property(fc.array(duration, { minLength: 1 }), fc.array(duration, { minLength: 1 }), (a, b) => {
        const bounds = [5, 10, 100, 1000];
        const counts = [0, 0, 0, 0, 0];
        for (const value of a) counts[bounds.filter((bound) => bound < value).length]!++;
        const explicit = new ExplicitPart(bounds, counts);
        explicit.extent = ANYTHING;
        const all = of(b);
        all.include(explicit);
        const exact = [...a, ...b].sort((x, y) => x - y)[nearestRank(0.95, a.length + b.length) - 1]!;

        const { value, relativeError } = all.quantile(0.95)!;

        if (relativeError === null) return expect(value).toBeLessThanOrEqual(exact);
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(
          relativeError * Math.max(value, exact) * (1 + 1e-9) + 1e-6,
        );
      }),
    );
  });

  it('is null without values and exact for a single one', () => {
    expect(new Distribution().quantile(0.95)).toBeNull();
    expect(of([123.4]).quantile(0.95)).toEqual({ value: 123.4, relativeError: 0 });
    expect(of([0, 0]).quantile(0.5)).toEqual({ value: 0, relativeError: 0 });
  });

  it('answers the lower edge without a bound when the last bucket is open and the maximum unknown', () => {
    const open = new ExplicitPart([5, 10], [0, 0, 7]);
    open.extent = ANYTHING;
    const distribution = new Distribution();
    distribution.include(open);
    expect(distribution.quantile(0.95)).toEqual({ value: 10, relativeError: null });
    expect(distribution.max).toBeNull();

    const bounded = open.copy();
    bounded.extent = { floor: 12, ceiling: 15, attained: true };
    const known = new Distribution();
    known.include(bounded);
    expect(known.max).toBe(15);
    expect(known.quantile(0.95)).toEqual({ value: 360 / 27, relativeError: 3 / 27 });
  });

  it('uses the nearest rank', () => {
    expect([
      nearestRank(0.95, 100),
      nearestRank(0.07, 100),
      nearestRank(0.95, 20),
      nearestRank(0, 5),
    ]).toEqual([95, 7, 19, 1]);
  });
});
