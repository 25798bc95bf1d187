import { expect, it } from '@jest/globals';
import { someSteps } from '../../testing/pictures';
import { isAlone, rowsOf } from './time-rows';

const steps = someSteps(
  [1, null, 3, 4, 5].map((value, index) => ({
    values: [value],
    state: value === null ? 'unobserved' : 'value',
    isFilling: index === 4,
  })),
);

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
  expect(rowsOf(row).map(({ v0, v1 }) => [v0, v1])).toEqual([
    [1, null],
    [2, 5],
    [3, null],
  ]);
});

it('leads to what still fills from the step before it, in every series', () =>
  expect(
    rowsOf(
      someSteps([{ values: [1, 2] }, { values: [3, 4], span: [2, 4] }, { values: [5, 6], isFilling: true }]),
    ),
  ).toEqual([
    { atMs: 5, span: null, v0: 1, t0: null, v1: 2, t1: null },
    { atMs: 15, span: [2, 4], v0: 3, t0: 3, v1: 4, t1: 4 },
    { atMs: 25, span: null, v0: null, t0: 5, v1: null, t1: 6 },
  ]));
