import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DamagedDistribution } from './bytes';
import { checksumOf } from './checksum';
import { Distribution } from './distribution';
import { ExplicitPart } from './explicit-part';
import { ExponentialPart, type UnitMs } from './exponential-part';
import { ANYTHING, type Extent } from './extent';

const duration = fc.oneof(
  fc.double({ min: 0, max: 60_000, noNaN: true }),
  fc.constantFrom(0, -0, 1, 2, 4, 8, 1e-9, 1e9),
);

const of = (values: readonly number[]) => {
  const distribution = new Distribution();
  for (const value of values) distribution.record(value);
  return distribution;
};

const own = fc.array(duration, { maxLength: 40 }).map(of);

/** Few values, so that ceilings and floors meet. */
const extent: fc.Arbitrary<Extent> = fc.oneof(
  fc.constant(ANYTHING),
  fc.record({
    floor: fc.constantFrom(0, -0, 1),
    ceiling: fc.constantFrom(1, 500, 1e6),
    attained: fc.boolean(),
  }),
);

const exponential = fc
  .record({
    unitMs: fc.constantFrom<UnitMs>(1, 1000),
    scale: fc.integer({ min: -10, max: 6 }),
    indices: fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 10 }),
    zeroCount: fc.nat(2),
    zeroThreshold: fc.constantFrom(0, 1e-6, 0.5),
    extent,
  })
  .map(({ unitMs, scale, indices, ...rest }) => {
    const part = Object.assign(new ExponentialPart(unitMs, scale), rest);
    for (const index of indices) part.add(scale < -4 ? Math.sign(index) : index, 1 + Math.abs(index));
    return part;
  });

const explicit = fc
  .record({
    bounds: fc.constantFrom([5, 10, 100], [10, 1000], [], [0, 10], [-0, 10]),
    counts: fc.array(fc.nat(20), { minLength: 4, maxLength: 4 }),
    extent,
  })
  .map(({ bounds, counts, extent: known }) =>
    Object.assign(new ExplicitPart(bounds, counts.slice(0, bounds.length + 1)), { extent: known }),
  );

const senders = fc.array(fc.oneof(exponential, explicit), { maxLength: 4 }).map((parts) => {
  const distribution = new Distribution();
  for (const part of parts) distribution.include(part);
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

/** Its bytes; as a text, which is compared in no time. */
const hexOf = (distribution: Distribution) => distribution.encode().toString('hex');

/** Through the database and back. */
const stored = (distribution: Distribution) => Distribution.decode(distribution.encode());

describe('merging', () => {
  it('does not depend on order or grouping', () => {
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        const expected = hexOf(merged(a, b, c));
        expect(hexOf(merged(c, a, b))).toBe(expected);
        expect(hexOf(merged(a, merged(b, c)))).toBe(expected);
        expect(hexOf(merged(merged(c, b), a))).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same bytes for every order, tree and number of stops in the database', () => {
    const plan = fc.array(fc.record({ left: fc.nat(), right: fc.nat(), stops: fc.boolean() }));
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 7 }), plan, (distributions, steps) => {
        const heap = distributions.map((one) => merged(one));
        for (const { left, right, stops } of steps) {
          if (heap.length === 1) break;
          const [a] = heap.splice(left % heap.length, 1);
          const [b] = heap.splice(right % heap.length, 1);
          const joined = merged(a!, b!);
          heap.push(stops ? stored(joined) : joined);
        }
        expect(hexOf(merged(...heap))).toBe(hexOf(merged(...distributions)));
      }),
      { numRuns: 500 },
    );
  });

  it('gives what recording everything in one place would have given', () => {
    fc.assert(
      fc.property(fc.array(duration), fc.array(duration), (a, b) => {
        expect(hexOf(merged(of(a), of(b)))).toBe(hexOf(of([...a, ...b])));
      }),
    );
  });

  it('counts every value once and leaves the other side as it was', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        const [before, count] = [hexOf(b), a.count + b.count];
        a.merge(b);
        expect(a.count).toBe(count);
        expect(hexOf(b)).toBe(before);
      }),
    );
  });

  it('adds nothing when nothing is added', () => {
    fc.assert(
      fc.property(any, (a) => {
        expect(hexOf(merged(a, new Distribution()))).toBe(hexOf(a));
        expect(hexOf(merged(new Distribution(), a))).toBe(hexOf(a));
      }),
    );
  });
});

it('merges what is encoded as it merges what that tells, whatever stands already', () => {
  fc.assert(
    fc.property(any, fc.array(any, { maxLength: 5 }), (first, others) => {
      const [expected, into, anew] = [merged(first, ...others), first.copy(), new Distribution()];
      for (const other of others) into.mergeEncoded(other.encode());
      for (const each of [...others.toReversed(), first]) anew.mergeEncoded(each.encode());
      for (const all of [into, anew]) {
        expect(hexOf(all)).toBe(hexOf(expected));
        expect([all.count, all.max]).toEqual([expected.count, expected.max]);
      }
    }),
    { numRuns: 1000 },
  );
});

describe('encoding', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(any, (distribution) => {
        const read = stored(distribution);
        expect(hexOf(read)).toBe(hexOf(distribution));
        const told = (one: Distribution) => [0, 0.5, 0.95, 1].map((q) => one.quantile(q));
        expect([read.count, read.max, told(read)]).toEqual([
          distribution.count,
          distribution.max,
          told(distribution),
        ]);
      }),
    );
  });

  it('is the same whatever the order in which the values came', () => {
    const shuffled = fc
      .array(duration, { maxLength: 60 })
      .chain((values) =>
        fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
      );
    fc.assert(
      fc.property(shuffled, ([values, others]) => {
        expect(hexOf(of(others))).toBe(hexOf(of(values)));
      }),
    );
  });

  it('carries the checksum that everybody computes', () =>
    expect(checksumOf(Buffer.from('123456789'))).toBe(0xcbf43926));

  it('is refused with a clear error after any damage to up to four neighbouring bytes', () => {
    const damage = fc.uint8Array({ minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(any, fc.nat(), damage, (distribution, place, flips) => {
        const bytes = distribution.encode();
        const whole = Buffer.from(bytes);
        for (const [i, flip] of flips.entries()) {
          const at = (place % bytes.length) + i;
          if (at < bytes.length) bytes[at] = bytes[at]! ^ flip;
        }
        if (!bytes.equals(whole)) expect(complaintAbout(bytes)).toBeInstanceOf(DamagedDistribution);
      }),
      { numRuns: 2000 },
    );
  });

  it('never takes damaged bytes without a checksum for more than a distribution or a clear error', () => {
    fc.assert(
      fc.property(any, fc.nat(), fc.integer({ min: 0, max: 255 }), (distribution, place, byte) => {
        const bytes = unsealed(distribution);
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

  it('reads what earlier releases wrote without a checksum, and writes it anew with one', () => {
    fc.assert(
      fc.property(any, (distribution) => {
        expect(hexOf(Distribution.decode(unsealed(distribution)))).toBe(hexOf(distribution));
      }),
    );
  });

  it('refuses bytes that end early, go on or are of another version', () => {
    const bytes = of([1, 20, 300]).encode();
    for (let length = 0; length < bytes.length; length++)
      expect(() => Distribution.decode(bytes.subarray(0, length))).toThrow(DamagedDistribution);
    expect(() => Distribution.decode(Buffer.concat([bytes, Buffer.of(0)]))).toThrow(DamagedDistribution);
    expect(() => Distribution.decode(Buffer.of(99))).toThrow('version');
    expect(() => Distribution.decode(Buffer.concat([unsealed(of([1])), Buffer.of(0)]))).toThrow('goes on');
  });
});

function complaintAbout(bytes: Buffer): unknown {
  try {
    return Distribution.decode(bytes);
  } catch (complaint) {
    return complaint;
  }
}

function unsealed(distribution: Distribution): Buffer {
  const bytes = Buffer.from(distribution.encode().subarray(0, -4));
  bytes[0] = 1;
  return bytes;
}
