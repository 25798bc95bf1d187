import { expect, it } from '@jest/globals';
import { largestFitting } from './fit-screen';

it.each([
  [2, 1.15],
  [1.15, 1.15],
  [1.12, 1.1],
  [1.06, 1.05],
  [1, 1],
  [0.97, 0.95],
  [0.92, 0.9],
  [0.87, 0.85],
  [0.82, 0.8],
  [0.77, 0.75],
  [0.72, 0.7],
  [0.67, 0.65],
  [0.62, 0.6],
  [0.57, 0.55],
  [0.5, 0.5],
  [0.49, 1],
  [0.1, 1],
])('takes the largest size that fits %s, or the usual one where none does: %s', (room, scale) => {
  for (const shown of [1.15, 1, 0.8, 0.5])
    expect(largestFitting((tried) => tried <= room, shown)).toBe(scale);
});

it('lays out the page twice where its size stays, not once for every size', () => {
  const tried: number[] = [];
  const fits = (scale: number) => tried.push(scale) > 0 && scale <= 0.7;
  expect(largestFitting(fits, 0.7)).toBe(0.7);
  expect(tried).toEqual([0.7, 0.75]);
});
