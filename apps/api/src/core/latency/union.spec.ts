import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Distribution } from './distribution';
import { ExplicitPart } from './explicit-part';
import { ExponentialPart, type UnitMs } from './exponential-part';
import { ANYTHING } from './extent';

/** What a sender's own SDK would count, written down anew from the data model and not from our code. */
interface Sender {
  scale: number;
  values: number[];
}

const ZERO_THRESHOLD = 1e-6;
const value = fc.oneof(
  fc.double({ min: 1e-5, max: 60_000, noNaN: true }),
  fc.constantFrom(0, 1e-7, 0.5, 1, 2, 1024),
);
const sender: fc.Arbitrary<Sender> = fc.record({
  scale: fc.integer({ min: -10, max: 6 }),
  values: fc.array(value, { maxLength: 30 }),
});

/** Counting borders by steps from a guess: slow, and plain to see that it is (base^i, base^(i+1)]. */
function indexAt(scale: number, x: number): number {
  const border = (index: number) => 2 ** (index / 2 ** scale);
  let index = Math.floor(Math.log2(x) * 2 ** scale);
  while (x <= border(index)) index--;
  while (x > border(index + 1)) index++;
  return index;
}

function counted(scale: number, values: readonly number[], unitMs: UnitMs = 1000): ExponentialPart {
  const part = new ExponentialPart(unitMs, scale);
  part.extent = ANYTHING;
  for (const x of values)
    if (x > ZERO_THRESHOLD) part.add(indexAt(scale, x), 1);
    else part.zeroCount++;
  if (part.zeroCount > 0) part.zeroThreshold = ZERO_THRESHOLD;
  return part;
}

const bytesOf = (...parts: (ExponentialPart | ExplicitPart)[]) => {
  const distribution = new Distribution();
  for (const part of parts) distribution.include(part);
  return distribution.encode();
};

describe('the union of several senders', () => {
  it('is what one sender of all values would have sent, at the coarsest scale among them', () => {
    fc.assert(
      fc.property(fc.array(sender, { minLength: 1, maxLength: 5 }), (senders) => {
        const heard = senders.filter(({ values }) => values.length > 0);
        const coarsest = Math.min(...heard.map(({ scale }) => scale));
        const all = heard.flatMap(({ values }) => values);
        expect(bytesOf(...senders.map(({ scale, values }) => counted(scale, values)))).toEqual(
          heard.length === 0 ? bytesOf() : bytesOf(counted(coarsest, all)),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('keeps what was counted by other units and by explicit borders beside it, each summed by itself', () => {
    const bounds = fc.constantFrom([5, 10, 100], [10, 1000]);
    const explicit = fc.tuple(bounds, fc.array(value, { maxLength: 20 }));
    fc.assert(
      fc.property(fc.array(sender), fc.array(sender), fc.array(explicit), (inSeconds, inMs, sorted) => {
        const parts = [
          ...inSeconds.map(({ values }) => counted(3, values)),
          ...inMs.map(({ values }) => counted(6, values, 1)),
          ...sorted.map(([borders, values]) => explicitOf(borders, values)),
        ];
        const of = (borders: number[]) =>
          explicitOf(
            borders,
            sorted.filter(([own]) => own.length === borders.length).flatMap(([, values]) => values),
          );
        const union = [
          counted(3, inSeconds.flatMap(valuesOf)),
          counted(6, inMs.flatMap(valuesOf), 1),
          of([5, 10, 100]),
          of([10, 1000]),
        ];
        expect(bytesOf(...parts)).toEqual(bytesOf(...union));
      }),
    );
  });
});

const valuesOf = ({ values }: Sender) => values;

function explicitOf(bounds: readonly number[], values: readonly number[]): ExplicitPart {
  const part = new ExplicitPart(bounds);
  part.extent = ANYTHING;
  for (const x of values) part.counts[bounds.filter((bound) => bound < x).length]!++;
  return part;
}
