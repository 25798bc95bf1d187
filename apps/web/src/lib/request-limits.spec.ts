import { expect, it } from '@jest/globals';
import { someCurrent } from '../testing/metrics';
import { toneOfP95, toneOfRate } from './request-limits';
import { type Tone, toneAbove } from './tone';

const { thresholds } = someCurrent();

it.each<[number, number | null, number | null, Tone]>([
  [0, 2, 5, 'ok'],
  [2, 2, 5, 'ok'],
  [2.01, 2, 5, 'warning'],
  [5, 2, 5, 'warning'],
  [5.01, 2, 5, 'critical'],
  [1, null, 0, 'critical'],
  [0, null, 0, 'ok'],
  [1e9, 2, null, 'warning'],
  [1e9, null, null, 'ok'],
])('%s with the limits %s and %s is %s', (value, warning, critical, tone) =>
  expect(toneAbove(value, warning, critical)).toBe(tone),
);

it.each<[number, Tone]>([
  [0.02, 'ok'],
  [0.05, 'warning'],
  [0.0501, 'critical'],
])('a rate of %s is %s', (rate, tone) => expect(toneOfRate(rate, thresholds)).toBe(tone));

it.each<[number, Tone]>([
  [500, 'ok'],
  [1000, 'warning'],
  [1001, 'critical'],
])('a p95 of %s ms is %s', (p95Ms, tone) => expect(toneOfP95(p95Ms, thresholds)).toBe(tone));
