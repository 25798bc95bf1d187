import { describe, expect, it } from '@jest/globals';
import { Distribution } from '../latency/distribution';
import type { MetricPoint } from './metric-point';
import {
  type AdmittedPoint,
  MORE_SERVICES,
  MOST_SERIES,
  MOST_SERVICES,
  SeriesAdmission,
  type SeriesInUse,
} from './series-limits';

const nothing: SeriesInUse = {
  known: new Set(),
  services: new Set(),
  active: new Map(),
  overflowing: new Set(),
};

function point(key: string, service = 'shop', more: Partial<MetricPoint['series']> = {}): MetricPoint {
  const distribution = new Distribution();
  distribution.record(10);
  const series = {
    key,
    service,
    instance: 'one',
    outcome: 'success',
    place: null,
    cumulative: false,
    ...more,
  } as const;
  return { series, atMs: 1000, startMs: 500, distribution };
}
function withinLimits(points: readonly MetricPoint[], use: SeriesInUse): AdmittedPoint[] {
  const admission = new SeriesAdmission(use);
  for (const each of points) admission.add(each);
  return admission.points;
}
const total = (points: MetricPoint[]) => points.reduce((sum, each) => sum + each.distribution.count, 0);

describe('SeriesAdmission', () => {
  it('leaves what fits as it is', () => {
    const points = [point('a'), point('b'), point('a', 'shop', { cumulative: true })];
    const admitted = withinLimits(points, nothing);
    expect(admitted).toMatchObject(points);
    expect(admitted.some(({ overflow }) => overflow)).toBe(false);
  });

  it('counts series beyond the limit together by outcome, and loses none', () => {
    const points = Array.from({ length: MOST_SERIES + 50 }, (_, i) =>
      point(`series ${i}`, 'shop', { outcome: i % 2 === 0 ? 'success' : 'error' }),
    );
    const admitted = withinLimits(points, nothing);
    expect(admitted.filter(({ overflow }) => !overflow)).toHaveLength(MOST_SERIES);
    expect(admitted.filter(({ overflow }) => overflow).map((each) => each.distribution.count)).toEqual([
      25, 25,
    ]);
    expect(total(admitted)).toBe(points.length);
    expect(points[MOST_SERIES]!.distribution.count).toBe(1);
  });

  it('keeps known series when the service is full, and puts new ones of an overflowing instance together', () => {
    const full = {
      ...nothing,
      known: new Set(['a']),
      services: new Set(['shop']),
      active: new Map([['shop', MOST_SERIES]]),
    };
    expect(withinLimits([point('a'), point('b')], full).map(({ overflow }) => overflow)).toEqual([
      false,
      true,
    ]);

    const later = { ...nothing, services: new Set(['shop']), overflowing: new Set(['shop one']) };
    const other = point('c', 'shop', { instance: 'two' });
    expect(withinLimits([point('b'), other], later).map(({ overflow }) => overflow)).toEqual([false, true]);
  });

  it('counts services beyond the limit under one name', () => {
    const points = Array.from({ length: MOST_SERVICES + 3 }, (_, i) => point(`series ${i}`, `service ${i}`));
    const beyond = withinLimits(points, nothing).filter(({ overflow }) => overflow);
    expect(beyond.map(({ series, distribution }) => [series.service, distribution.count])).toEqual([
      [MORE_SERVICES, 3],
    ]);
  });

  it('tells what it counts together by instance, outcome and kind, from their first start on', () => {
    const full = { ...nothing, services: new Set(['shop']), active: new Map([['shop', MOST_SERIES]]) };
    const place = { route: '/a', method: 'GET', status: 200 };
    const at = (startMs: number | null, key: string, more: Partial<MetricPoint['series']> = {}) => ({
      ...point(key, 'shop', { place, ...more }),
      startMs,
    });
    const admitted = withinLimits(
      [
        at(null, 'a'),
        at(700, 'b'),
        at(500, 'c'),
        at(600, 'd'),
        at(null, 'e'),
        at(400, 'f', { cumulative: true }),
      ],
      full,
    );
    const other = {
      service: 'shop',
      instance: 'one',
      outcome: 'success',
      place: { route: 'other', method: '_OTHER', status: null },
    };
    expect(admitted.map(({ distribution, ...each }) => ({ ...each, count: distribution.count }))).toEqual([
      {
        series: { ...other, key: 'overflow shop one success delta', cumulative: false },
        atMs: 1000,
        startMs: 500,
        overflow: true,
        count: 5,
      },
      {
        series: { ...other, key: 'overflow shop one success cumulative', cumulative: true },
        atMs: 1000,
        startMs: 400,
        overflow: true,
        count: 1,
      },
    ]);
  });

  it('counts a series once towards the limit, however many points of it come', () => {
    const almost = { ...nothing, services: new Set(['shop']), active: new Map([['shop', MOST_SERIES - 1]]) };
    const points = [point('a'), point('a'), point('a'), point('b')];
    expect(withinLimits(points, almost).map(({ overflow }) => overflow)).toEqual([false, false, false, true]);
  });

  it('takes nothing new of an instance that overflowed, within one export already', () => {
    const services = new Set(Array.from({ length: MOST_SERVICES }, (_, i) => `service ${i}`));
    const active = new Map([['service 0', MOST_SERIES]]);
    const use = { ...nothing, services, active };
    const overflow = (...points: MetricPoint[]) =>
      withinLimits(points, use).map((each) => [each.series.service, each.overflow]);
    expect(overflow(point('a', 'service 1'))).toEqual([['service 1', false]]);
    expect(overflow(point('a', 'one more'))).toEqual([[MORE_SERVICES, true]]);
    const overflowing = new Set([`${MORE_SERVICES} one`]);
    expect(withinLimits([point('a', 'service 1')], { ...use, overflowing })[0]?.overflow).toBe(true);
  });
});
