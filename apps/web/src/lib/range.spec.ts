import { expect, it } from '@jest/globals';
import { HISTORY_STEPS } from '@watchroom/contracts';
import fc from 'fast-check';
import { NOON } from '../testing/metrics';
import { boundsOf, isLastDay, LAST_DAY, rangeKey, type ShownRange, stepOf } from './range';

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
  [between(600 * 24, 0), 86_400],
  [last(200 / 60), 60],
  [last(201 / 60), 300],
  [between(49, 0), 3600],
  [between(48, 40), 300],
  [last(200), 3600],
  [last(201), 21_600],
])('shows %j in steps of %i s', (range, step) => expect(stepOf(range, NOON)).toBe(step));

it('ends now, or where it was told to', () => {
  expect(boundsOf(last(1), NOON)).toEqual({ fromMs: NOON - HOUR * 1000, toMs: NOON });
  expect(boundsOf(between(3, 1), NOON)).toEqual({ fromMs: NOON - 3 * HOUR * 1000, toMs: NOON - HOUR * 1000 });
});

const ranges = fc
  .tuple(fc.integer({ min: 5, max: 400 * 24 * 60 }), fc.integer({ min: 0, max: 1000 * 24 * 60 }))
  .map(([minutes, ago]): ShownRange => between((ago + minutes) / 60, ago / 60));

it('takes a step that the server has, not more than a chart can show, and minutes only while they are kept', () =>
  fc.assert(
    fc.property(ranges, (range) => {
      const step = stepOf(range, NOON);
      const { fromMs, toMs } = boundsOf(range, NOON);
      expect(HISTORY_STEPS).toContain(step);
      if (step < 86_400) expect((toMs - fromMs) / (step * 1000)).toBeLessThanOrEqual(200);
      if (step < HOUR) expect(NOON - fromMs).toBeLessThanOrEqual(48 * HOUR * 1000);
    }),
  ));

it('takes no longer step for a shorter time', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 9000 }), (a, b) => {
      const [short, long] = [last(Math.min(a, b)), last(Math.max(a, b))];
      expect(stepOf(short, NOON)).toBeLessThanOrEqual(stepOf(long, NOON));
    }),
  ));

it.each<[ShownRange, string, boolean]>([
  [LAST_DAY, '24h', true],
  [{ kind: 'last', key: '7d', seconds: 7 * 24 * HOUR }, '7d', false],
  [between(1, 0), `${NOON - 3_600_000}-${NOON}`, false],
  [between(24, 0), `${NOON - 86_400_000}-${NOON}`, false],
])('%j is known as %s; the last day: %s', (range, key, isDay) => {
  expect(rangeKey(range)).toBe(key);
  expect(isLastDay(range)).toBe(isDay);
});
