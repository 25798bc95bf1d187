import { expect, it } from '@jest/globals';
import { valueLabel, valueTicks } from './value-axis';

it.each([
  [[], [0, 2, 4, 6]],
  [[1], [0, 2, 4, 6]],
  [[7.13], [0, 2.5, 5, 7.5, 10]],
  [[38], [0, 20, 40, 60]],
  [[95], [0, 25, 50, 75, 100]],
  [[100], [0, 25, 50, 75, 100]],
])('has round ticks above rates of %j %% and a limit of 5 %%', (rates, ticks) =>
  expect(valueTicks('percent', rates, [5])).toEqual(ticks),
);

it.each([
  [140, [0, 50, 100, 150, 200]],
  [0, [0, 5, 10, 15]],
  [4800, [0, 2000, 4000, 6000]],
])('has round ticks above %s ms', (ms, ticks) => expect(valueTicks('ms', [ms], [])).toEqual(ticks));

it('counts whole things', () => {
  expect(valueTicks('count', [3], [])).toEqual([0, 2, 4, 6]);
  expect(valueTicks('count', [0], [])).toEqual([0, 2, 4, 6]);
});

it('names the levels of quality', () =>
  expect(valueTicks('score', [3.2], []).map((tick) => valueLabel('score', tick))).toEqual([
    'Poor',
    'Fair',
    'Good',
    'Excellent',
  ]));

it.each([
  ['ms', 1500, '1.5 s'],
  ['ms', 250, '250 ms'],
  ['count', 12_500, '12.5k'],
  ['percent', 2.5, '2.5 %'],
  ['ms', 0, '0'],
] as const)('tells %s %s as %s', (unit, value, label) =>
  expect(valueLabel(unit, value).replace('\u00A0', ' ')).toBe(label),
);
