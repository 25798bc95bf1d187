import { expect, it } from '@jest/globals';
import type { TimeStep } from './time-chart.types';
import { isAlone, rowsOf } from './time-rows';

const steps = [1, null, 3, 4, 5].map((value, index): TimeStep => ({
  startMs: index * 10,
  endMs: index * 10 + 10,
  values: [value],
  span: null,
  state: value === null ? 'unobserved' : 'value',
  tone: 'ok',
  isFilling: index === 4,
  text: '',
}));

it('keeps a gap a gap, and draws what still fills apart', () =>
  expect(rowsOf(steps).map(({ atMs, v0, t0 }) => [atMs, v0, t0])).toEqual([
    [5, 1, null],
    [15, null, null],
    [25, 3, null],
    [35, 4, 4],
    [45, null, 5],
  ]));

it('knows the values that no line would show', () =>
  expect(steps.map((_, index) => isAlone(steps, index, 0))).toEqual([true, false, false, false, false]));
