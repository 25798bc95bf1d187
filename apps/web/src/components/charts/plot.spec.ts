import { describe, expect, it } from '@jest/globals';
import { NOON } from '../../testing/metrics';
import { someStep } from '../../testing/pictures';
import { plotOf } from './plot';
import type { TimePicture } from './time-chart.types';

const HOUR = 3_600_000;
const picture = (more: Partial<TimePicture> = {}): TimePicture => ({
  kind: 'lines',
  unit: 'ms',
  series: ['p95'],
  steps: [0, 1, 2, 3].map((n) =>
    someStep({ startMs: NOON + n * HOUR, endMs: NOON + (n + 1) * HOUR, values: [n * 30] }),
  ),
  limits: [],
  marks: [],
  breach: null,
  ...more,
});
const SIZE = { width: 600, height: 240, px: 1 };
const plot = (more: Partial<TimePicture> = {}, size: Partial<typeof SIZE> = {}) =>
  plotOf(picture(more), 'UTC', { ...SIZE, ...size });
const topOf = (more: Partial<TimePicture>) => plot(more).values.at(-1);

describe('where everything lies on a chart', () => {
  it('is between its edges: labels of values at the left, of times below', () => {
    const { left, right, top, bottom, values } = plot();
    expect(values).toEqual([0, 50, 100, 150]);
    expect([left, right, top, bottom]).toEqual(['150 ms'.length * 7 + 14, 590, 16, 240 - 24]);
  });

  it.each([1, 1.5, 2])('grows with the page, shown %s times as large', (px) => {
    const usual = plot();
    const large = plot({}, { width: SIZE.width * px, height: SIZE.height * px, px });
    for (const edge of ['left', 'right', 'top', 'bottom'] as const)
      expect(large[edge]).toBeCloseTo(usual[edge] * px);
    expect(large.ticks).toEqual(usual.ticks);
  });

  it('puts the first moment and the ground at the corner, the last moment and the highest tick opposite', () => {
    const { left, right, top, bottom, x, y } = plot();
    expect([x(NOON), x(NOON + 2 * HOUR), x(NOON + 4 * HOUR)]).toEqual([left, (left + right) / 2, right]);
    expect([y(0), y(75), y(150)]).toEqual([bottom, (top + bottom) / 2, top]);
  });

  it('has its ground at the lowest level where it is no number', () => {
    const { top, bottom, y } = plot({ unit: 'score' });
    expect([y(1), y(4)]).toEqual([bottom, top]);
  });

  it.each<[string, Partial<TimePicture>, number]>([
    ['the highest value', { steps: [someStep({ values: [4000, 10] })] }, 6000],
    ['a value of any series', { steps: [someStep({ values: [10, 4000] })] }, 6000],
    ['the highest of a span', { steps: [someStep({ values: [10], span: [5, 4000] })] }, 6000],
    ['a limit', { limits: [{ tone: 'warning', value: 4000, label: '' }] }, 6000],
    ['nothing at all', { steps: [someStep({ values: [null] })] }, 15],
  ])('has room for %s', (_, more, top) => expect(topOf(more)).toBe(top));

  it('labels times that lie on it', () => {
    const { ticks, fromMs, toMs } = plot();
    expect([fromMs, toMs]).toEqual([NOON, NOON + 4 * HOUR]);
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks.every(({ atMs }) => atMs >= fromMs && atMs <= toMs)).toBe(true);
  });

  it('is there without a step, and without a size', () => {
    expect(plot({ steps: [] })).toMatchObject({ fromMs: 0, toMs: 1 });
    expect(plot({}, { width: 0, height: 0 }).ticks).toEqual([]);
  });
});
