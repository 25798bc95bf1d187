import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TimeUnit } from './time-chart.types';
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

it.each([
  [0, [0, 2, 4, 6]],
  [3, [0, 2, 4, 6]],
  [8, [0, 5, 10]],
  [30, [0, 10, 20, 30, 40]],
  [90, [0, 50, 100, 150]],
])('counts whole things up to %s', (n, ticks) => expect(valueTicks('count', [n], [])).toEqual(ticks));

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
  ['percent', 0, '0'],
  ['count', 0, '0'],
  ['ms', 999, '999 ms'],
  ['ms', 1000, '1 s'],
  ['ms', 12_345, '12.3 s'],
  ['count', 9999, '9999'],
  ['count', 10_000, '10k'],
  ['count', 123_456, '123k'],
  ['score', 5, ''],
] as const)('tells %s %s as %s', (unit, value, label) =>
  expect(valueLabel(unit, value).replace('\u00A0', ' ')).toBe(label),
);

it('does not break a label in two', () => expect(valueLabel('percent', 2.5)).toBe('2.5\u00A0%'));

const values = fc.double({ min: 1e-3, max: 1e9, noNaN: true });

it('has three to seven even round ticks from 0, above every value and limit, and not twice as high', () =>
  fc.assert(
    fc.property(
      fc.constantFrom<TimeUnit>('ms', 'count'),
      fc.array(values, { minLength: 1, maxLength: 5 }),
      fc.array(values, { maxLength: 2 }),
      (unit, seen, limits) => {
        const ticks = valueTicks(unit, seen, limits);
        const highest = Math.max(...seen, ...limits);
        const [top, step] = [ticks.at(-1) ?? 0, ticks[1] ?? 0];
        expect(ticks[0]).toBe(0);
        expect(top).toBeGreaterThanOrEqual(highest);
        expect(top).toBeLessThanOrEqual(Math.max(15, highest * 2.5));
        expect(ticks.length).toBeGreaterThanOrEqual(3);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(['1', '2', '25', '5']).toContain(step.toExponential().replace(/[.]|e.*/g, ''));
        for (const [i, tick] of ticks.entries()) expect(tick / step).toBeCloseTo(i, 4);
        if (unit === 'count') expect(ticks.every(Number.isInteger)).toBe(true);
      },
    ),
  ));

it('has rates end at 100 %, and no line of one on the edge below that', () =>
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 5 }), (rates) => {
      const top = valueTicks('percent', rates, [5]).at(-1) ?? 0;
      const highest = Math.max(5, ...rates);
      expect(top).toBeLessThanOrEqual(Math.max(100, highest));
      if (highest < 86) expect(top).toBeGreaterThanOrEqual(highest * 1.15 - 1e-6);
    }),
  ));
