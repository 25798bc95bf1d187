import { describe, expect, it } from '@jest/globals';
import { Distribution } from '../latency/distribution';
import { addedBy, MinuteFold } from './fold-points';
import type { SucceedingPoint } from './metric-point';
import { HOUR_MS } from '../time';

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

  it('tells all of a minute: what was counted, how long it took, of which routes, and how new it is', () => {
    const { series } = point([]);
    const place = (status: number) => ({ route: '/orders/:id', method: 'GET', status });
    const found = { ...series, place: place(200) };
    const missing = { ...series, place: place(404), outcome: 'client_error' as const };
    const broken = { ...series, place: place(500), outcome: 'error' as const };
    const [minute, ...none] = folded(
      point([5, 7], { series: found, atMs: START + 90_000 }),
      point([3], { series: missing, atMs: START + 119_000 }),
      point([900], { series: broken, atMs: START + 100_000 }),
      point([1], { series }), // stored by a release that did not keep the route
    );
    expect(none).toEqual([]);
    const { distribution, routes, ...told } = minute!;
    expect(told).toEqual({
      minute: new Date(START + 60_000),
      service: 'shop',
      instance: 'one',
      source: 'otlp',
      requests: 5,
      errors: 1,
      clientErrors: 1,
      newestAt: new Date(START + 120_000),
    });
    expect(distribution.encode()).toEqual(of(1, 3, 5, 7, 900).encode());
    expect(
      routes.counts().map((each) => ({ ...each, distribution: each.distribution.encode().toString('hex') })),
    ).toEqual(
      [
        { ...place(200), requests: 2, errors: 0, distribution: of(5, 7) },
        { ...place(404), requests: 1, errors: 0, distribution: of(3) },
        { ...place(500), requests: 1, errors: 1, distribution: of(900) },
      ].map((each) => ({ ...each, distribution: each.distribution.encode().toString('hex') })),
    );
  });

  it.each([
    ['differences', true],
    ['deltas', false],
  ])('adds the points of one series up, and leaves them as they are: %s', (_, cumulative) => {
    const series = { ...point([]).series, cumulative };
    const first = point([1], { series, atMs: START + 70_000 });
    const second = point(cumulative ? [1, 2] : [2], {
      series,
      atMs: START + 90_000,
      previous: { atMs: first.atMs, distribution: first.distribution },
    });
    const third = point(cumulative ? [1, 2, 3] : [3], {
      series,
      atMs: START + 110_000,
      previous: { atMs: second.atMs, distribution: second.distribution },
    });
    const sent = [first, second, third].map(({ distribution }) => distribution.count);
    const [minute] = folded(first, second, third);
    expect([minute?.requests, minute?.distribution.encode(), minute?.newestAt]).toEqual([
      3,
      of(1, 2, 3).encode(),
      new Date(START + 110_000),
    ]);
    expect([first, second, third].map(({ distribution }) => distribution.count)).toEqual(sent);
  });

  it('is as new as its newest point, in whatever order they come', () => {
    const [early, late] = [START + 70_000, START + 110_000].map((atMs) => point([1], { atMs }));
    for (const order of [
      [early!, late!],
      [late!, early!],
    ])
      expect(folded(...order)[0]?.newestAt).toEqual(new Date(START + 110_000));
  });
});
