import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Distribution } from '../../../core/latency/distribution';
import { encodePoints } from '../../../core/requests/encoded-points';
import type { MetricSeries } from '../../../core/requests/metric-point';
import { SeriesNumbers, ToldSeries } from './series-numbers';

const all = Array.from({ length: 8 }, (_, i): MetricSeries => ({
  key: `key ${i}`,
  service: 'shop',
  instance: 'one',
  outcome: 'success',
  place: null,
  cumulative: true,
}));
const pointsOf = (series: readonly MetricSeries[]) =>
  encodePoints(
    series.map((each) => ({ series: each, atMs: 1, startMs: null, distribution: new Distribution() })),
  );

it('tells each series once, and all points by their series, however often it begins anew', () =>
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.constantFrom(...all)), { maxLength: 20 }),
      fc.integer({ min: 1, max: 9 }),
      (bodies, most) => {
        const [numbers, told] = [new SeriesNumbers(most), new ToldSeries()];
        const since = new Set<MetricSeries>();
        for (const body of bodies) {
          const points = pointsOf(body);
          const numbered = numbers.numbered(points);
          if (numbered.isAnew) since.clear();
          for (const series of numbered.told) {
            expect(since.has(series)).toBe(false);
            since.add(series);
          }
          expect(told.points(structuredClone(numbered))).toEqual(points);
          expect(since.size).toBeLessThan(most + all.length);
        }
      },
    ),
  ));
