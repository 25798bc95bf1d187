import { describe, expect, it } from '@jest/globals';
import { Distribution } from '../latency/distribution';
import { addedBy, MinuteFold } from './fold-points';
import type { SucceedingPoint } from './metric-point';
import { HOUR_MS } from './minute';

const START = Date.UTC(2026, 0, 1, 10);
const of = (...values: number[]) => {
  const distribution = new Distribution();
  for (const value of values) distribution.record(value);
  return distribution;
};

function point(values: number[], more: Partial<SucceedingPoint> = {}): SucceedingPoint {
  return {
    series: { key: 'k', service: 'shop', instance: 'one', outcome: 'success', place: null, cumulative: true },
    atMs: START + 120_000,
    startMs: START,
    distribution: of(...values),
    overflow: false,
    previous: null,
    ...more,
  };
}
const before = (values: number[], more: Partial<NonNullable<SucceedingPoint['previous']>> = {}) => ({
  atMs: START + 60_000,
  distribution: of(...values),
  ...more,
});

describe('addedBy', () => {
  it.each<[string, SucceedingPoint, number]>([
    ['the first point since its start', point([1, 2]), 2],
    ['the difference', point([1, 2, 3], { previous: before([1, 2]) }), 1],
    ['nothing new', point([1, 2], { previous: before([1, 2]) }), 0],
    ['all after counts that fell', point([5], { previous: before([1, 2]) }), 1],
    ['nothing since an unknown start', point([1, 2], { startMs: null }), 0],
    ['nothing of more than an hour', point([1, 2], { startMs: START + 119_999 - HOUR_MS }), 0],
    ['all of an hour', point([1, 2], { startMs: START + 120_000 - HOUR_MS }), 2],
    [
      'nothing after a gap of more than an hour',
      point([1, 2], { previous: before([1], { atMs: START - HOUR_MS }) }),
      0,
    ],
  ])('%s', (_name, each, count) => {
    expect(addedBy(each).count).toBe(count);
  });

  it('is the point itself for a delta', () => {
    const delta = point([1, 2], { startMs: null, previous: before([1]) });
    expect(addedBy({ ...delta, series: { ...delta.series, cumulative: false } }).count).toBe(2);
  });
});

const folded = (...points: SucceedingPoint[]) => {
  const fold = new MinuteFold();
  for (const each of points) fold.add(each);
  return fold.minutes();
};

describe('MinuteFold', () => {
  it('adds series of an instance up and keeps instances apart', () => {
    const failed = point([9], { series: { ...point([]).series, outcome: 'error' } });
    const other = point([], { series: { ...point([]).series, instance: 'two' } });
    expect(folded(point([1, 2]), failed, other)).toMatchObject([
      { minute: new Date(START + 60_000), instance: 'one', requests: 3, errors: 1, clientErrors: 0 },
      { minute: new Date(START + 60_000), instance: 'two', requests: 0, errors: 0 },
    ]);
  });
});
