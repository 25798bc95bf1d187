import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DamagedDistribution } from './bytes';
import { Distribution } from './distribution';
import { ExponentialPart } from './exponential-part';
import { ANYTHING } from './extent';

const of = (values: readonly number[]) => {
  const distribution = new Distribution();
  for (const value of values) distribution.record(value);
  return distribution;
};

/** A sender's part with borders in seconds, beside whatever else there is. */
function inSeconds(indices: readonly number[]): ExponentialPart {
  const part = new ExponentialPart(1000, 6);
  part.extent = ANYTHING;
  for (const index of indices) part.add(index, 200 + (index % 20_000));
  return part;
}

const both = fc
  .tuple(
    fc.array(fc.double({ min: 0, max: 60_000, noNaN: true }), { maxLength: 40 }),
    fc.array(fc.nat(300), { maxLength: 20 }),
  )
  .map(([ms, indices]) => {
    const distribution = of(ms);
    distribution.include(inSeconds(indices));
    return distribution;
  });

describe('merging what is encoded', () => {
  it('holds more buckets of one distribution than were ever read before', () => {
    const wide = (from: number) => of(Array.from({ length: 6000 }, (_, i) => 2 ** ((from + i) / 150)));
    const distribution = wide(-3000);
    distribution.include(inSeconds(Array.from({ length: 3000 }, (_, i) => i)));
    const [expected, all] = [distribution.copy(), new Distribution()];
    expected.merge(wide(0));
    for (const each of [distribution, wide(0)]) all.mergeEncoded(each.encode());
    expect(all.encode()).toEqual(expected.encode());
  });

  it('adds nothing of what is damaged', () => {
    fc.assert(
      fc.property(both, both, fc.nat(), fc.integer({ min: 1, max: 255 }), (a, b, place, flip) => {
        const [before, bytes] = [a.encode(), b.encode()];
        bytes[place % bytes.length]! ^= flip;
        expect(() => a.mergeEncoded(bytes)).toThrow(DamagedDistribution);
        expect(a.encode()).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a distribution of an ordinary hour', () => {
  /** Durations of an API that answers in about 40 ms and now and then ten times as slowly; the same in every run. */
  function durations(count: number): number[] {
    let state = 7;
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    return Array.from({ length: count }, () => 40 * Math.exp(0.6 * normal()) * (random() < 0.02 ? 10 : 1));
  }

  it.each([1_000, 20_000])('takes about 1 kB of the database: %i values', (count) => {
    expect(of(durations(count)).encode().length).toBeLessThanOrEqual(1_400);
  });
});
