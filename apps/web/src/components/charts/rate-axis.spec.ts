import { expect, it } from '@jest/globals';
import { percentTicks } from './rate-axis';
import type { RateLimit, RatePoint } from './rate-chart.types';

const limits: RateLimit[] = [{ tone: 'critical', percent: 5, label: '' }];
const points = (percent: number | null): RatePoint[] => [
  {
    key: 'a',
    tick: '',
    title: '',
    word: '',
    detail: '',
    tone: 'ok',
    percent,
    isUnobserved: false,
    isQuiet: false,
    isFilling: false,
  },
];

it.each([
  [null, [0, 2, 4, 6]],
  [1, [0, 2, 4, 6]],
  [7.13, [0, 2.5, 5, 7.5, 10]],
  [38, [0, 20, 40, 60]],
  [95, [0, 25, 50, 75, 100]],
  [100, [0, 25, 50, 75, 100]],
])('has round ticks above a highest bar of %s %%', (highest, ticks) =>
  expect(percentTicks(points(highest), limits)).toEqual(ticks),
);
