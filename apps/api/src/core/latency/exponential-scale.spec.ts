import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ExponentialPart } from './exponential-part';
import { occupied } from './testing/occupied';
import { edgeOf, FINEST_SCALE, finestIndexOf } from './exponential-scale';

const durations = fc.double({ min: 2 ** -20, max: 2 ** 40, noNaN: true });

describe('finestIndexOf', () => {
  it.each([1, 2, 8, 1024, 0.5, 2 ** -20, 2 ** 40])('puts %d at the top of the bucket below it', (power) => {
    expect(finestIndexOf(power)).toBe(Math.log2(power) * 64 - 1);
  });

  it('puts every value above the lower edge and not above the upper edge of its bucket', () => {
    fc.assert(
      fc.property(durations, (value) => {
        const index = finestIndexOf(value);
        expect(value).toBeGreaterThan(edgeOf(index, FINEST_SCALE));
        expect(value).toBeLessThanOrEqual(edgeOf(index + 1, FINEST_SCALE));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps a border in the lower bucket and what follows it in the upper one', () => {
    for (let index = -1280; index < 2560; index++) {
      const border = edgeOf(index + 1, FINEST_SCALE);
      expect(finestIndexOf(border)).toBe(index);
      expect(finestIndexOf(border * (1 + Number.EPSILON))).toBe(index + 1);
    }
  });
});

describe('downscaling', () => {
  it('gives what recording at the coarser scale would have given', () => {
    const scales = fc.integer({ min: -10, max: 5 });
    fc.assert(
      fc.property(durations, scales, (value, scale) => {
        const part = new ExponentialPart(1);
        part.add(finestIndexOf(value), 1);
        part.downscale(scale);
        const [[index]] = occupied(part) as [[number, number]];
        expect(value).toBeGreaterThan(edgeOf(index, scale));
        expect(value).toBeLessThanOrEqual(edgeOf(index + 1, scale));
      }),
    );
  });
});
