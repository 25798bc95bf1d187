import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Distribution } from '../latency/distribution';
import { ExplicitPart } from '../latency/explicit-part';
import { decodedPoints, encodePoints } from './encoded-points';
import type { MetricPoint } from './metric-point';

const series = {
  key: 'k',
  service: 'shop',
  instance: 'one',
  outcome: 'success',
  place: null,
  cumulative: true,
} as const;

function distributionOf(recorded: readonly number[], counts: readonly number[]): Distribution {
  const distribution = new Distribution();
  for (const ms of recorded) distribution.record(ms);
  distribution.adopt(new ExplicitPart([1, 2], [...counts]));
  return distribution;
}

const microseconds = fc.integer({ min: 1, max: 4_102_444_800_000_000 });
const points = fc.array(
  fc
    .record({
      at: microseconds,
      start: fc.option(microseconds),
      recorded: fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { maxLength: 20 }),
      counts: fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 3, maxLength: 3 }),
    })
    .map(({ at, start, recorded, counts }): MetricPoint => {
      const startMs = start === null ? null : start / 1000;
      return { series, atMs: at / 1000, startMs, distribution: distributionOf(recorded, counts) };
    }),
);
const told = (each: readonly MetricPoint[]) =>
  each.map(({ distribution, ...rest }) => ({ ...rest, bytes: distribution.encode() }));

it('gives back the points that it was given, each with its own distribution', () =>
  fc.assert(
    fc.property(points, (given) =>
      expect(told([...decodedPoints(encodePoints(given))])).toEqual(told(given)),
    ),
  ));
