import { expect, it } from '@jest/globals';
import { NOBODY_YET, onSign } from './attendance';

const MINUTE = 60_000;

/** Signs at these minutes; what each led to. */
function play(minutes: number[], hasOpenNews = false): (string | null)[] {
  let attendance = NOBODY_YET;
  return minutes.map((minute) => {
    const sign = onSign(attendance, minute * MINUTE, hasOpenNews);
    attendance = sign.attendance;
    return sign.next;
  });
}

it('notes at most once a minute that somebody is here', () =>
  expect(play([0, 0.2, 0.9, 1, 1.5, 2])).toEqual(['note', null, null, 'note', null, 'note']));

it('looks for news when somebody comes back after five minutes, and not before', () =>
  expect(play([0, 4.9, 9.8, 14.8, 14.81, 16])).toEqual(['note', 'note', 'note', 'look', null, 'note']));

it.each([
  ['a first sign', NOBODY_YET, 0, 'note'],
  ['a sign a minute later', { actedMs: 0, notedMs: 0 }, MINUTE, 'note'],
  ['a sign within the minute', { actedMs: 0, notedMs: 0 }, MINUTE - 1, null],
  ['a sign of one who was never noted', { actedMs: 0, notedMs: null }, 1, 'note'],
  ['a sign after five minutes', { actedMs: 0, notedMs: 0 }, 5 * MINUTE, 'look'],
  ['a sign just before', { actedMs: 0, notedMs: 0 }, 5 * MINUTE - 1, 'note'],
])('%s leads to %s', (_, attendance, nowMs, next) => {
  const sign = onSign(attendance, nowMs, false);
  expect(sign.next).toBe(next);
  expect(sign.attendance).toEqual({ actedMs: nowMs, notedMs: next === null ? attendance.notedMs : nowMs });
});

it('notes nothing while news stand open: they are not seen yet', () =>
  expect(play([0, 2, 4, 10], true)).toEqual([null, null, null, 'look']));
