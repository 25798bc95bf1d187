import { expect, it } from '@jest/globals';
import { NOON } from '../testing/metrics';
import { boundsOf, type ShownRange, stepOf } from './range';

const HOUR = 3600;
const last = (hours: number): ShownRange => ({ kind: 'last', key: '', seconds: hours * HOUR });
const between = (fromHoursAgo: number, toHoursAgo: number): ShownRange => ({
  kind: 'between',
  fromMs: NOON - fromHoursAgo * HOUR * 1000,
  toMs: NOON - toHoursAgo * HOUR * 1000,
});

it.each([
  [last(1), 60],
  [last(6), 300],
  [last(24), 900],
  [last(7 * 24), 3600],
  [last(30 * 24), 21_600],
  [between(49, 48), 3600],
  [between(48, 47), 60],
  [between(400 * 24, 0), 86_400],
])('shows %j in steps of %i s', (range, step) => expect(stepOf(range, NOON)).toBe(step));

it('ends now, or where it was told to', () => {
  expect(boundsOf(last(1), NOON)).toEqual({ fromMs: NOON - HOUR * 1000, toMs: NOON });
  expect(boundsOf(between(3, 1), NOON)).toEqual({ fromMs: NOON - 3 * HOUR * 1000, toMs: NOON - HOUR * 1000 });
});
