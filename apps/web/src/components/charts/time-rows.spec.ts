import { expect, it } from '@jest/globals';
import { someSteps } from '../../testing/pictures';
import type { TimeStep } from './time-chart.types';
import { bandOf, drawnOf, isAlone } from './time-rows';

const steps = [1, null, 3, 4, 5].map((value, index): TimeStep => ({
  startMs: index * 10,
  endMs: index * 10 + 10,
  values: [value],
  span: value === null ? null : [value - 1, value + 1],
  state: value === null ? 'unobserved' : 'value',
  tone: 'ok',
  isFilling: index === 4,
  text: '',
}));
const plot = { x: (atMs: number) => atMs * 2, y: (value: number) => 100 - value };

it('draws a value in the middle of its step, keeps a gap a gap, and leaves out what still fills', () =>
  expect(drawnOf(steps, 0, plot).line).toEqual([
    { x: 10, y: 99 },
    { x: 30, y: null },
    { x: 50, y: 97 },
    { x: 70, y: 96 },
    { x: 90, y: null },
  ]));

it('draws what still fills apart, from the step before it on', () =>
  expect(drawnOf(steps, 0, plot).filling).toEqual([
    { x: 70, y: 96 },
    { x: 90, y: 95 },
  ]));

it('draws nothing apart where everything is complete', () =>
  expect(drawnOf(steps.slice(0, 4), 0, plot).filling).toEqual([]));

it('marks the values that no line would show', () => {
  expect(steps.map((_, index) => isAlone(steps, index, 0))).toEqual([true, false, false, false, false]);
  expect(drawnOf(steps, 0, plot).alone).toEqual([{ x: 10, y: 99 }]);
});

it('has nothing of a series that is not there', () =>
  expect(drawnOf(steps, 1, plot)).toEqual({
    line: [10, 30, 50, 70, 90].map((x) => ({ x, y: null })),
    filling: [70, 90].map((x) => ({ x, y: null })),
    alone: [],
  }));

it('spans the ground from the fewest to the most, with its gaps', () => {
  expect(bandOf(steps.slice(0, 3), plot)).toEqual({
    low: [
      { x: 10, y: 100 },
      { x: 30, y: null },
      { x: 50, y: 98 },
    ],
    high: [
      { x: 10, y: 98 },
      { x: 30, y: null },
      { x: 50, y: 96 },
    ],
  });
  expect(bandOf(steps.slice(1, 2), plot)).toBeNull();
});

it.each([
  [
    [null, 1, null],
    [false, true, false],
  ],
  [
    [1, 2, null],
    [false, false, false],
  ],
  [[1], [true]],
  [
    [null, 1],
    [false, true],
  ],
  [
    [null, null],
    [false, false],
  ],
  [
    [0, null],
    [true, false],
  ],
])('of %j alone are %j', (values, alone) => {
  const row = someSteps(values.map((value) => ({ values: [value] })));
  expect(row.map((_, index) => isAlone(row, index, 0))).toEqual(alone);
});

it('looks at each series for itself', () => {
  const row = someSteps([{ values: [1, null] }, { values: [2, 5] }, { values: [3, null] }]);
  expect([isAlone(row, 1, 0), isAlone(row, 1, 1), isAlone(row, 1, 2)]).toEqual([false, true, false]);
  expect(drawnOf(row, 1, plot).alone).toHaveLength(1);
});
