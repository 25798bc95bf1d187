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

it('notes nothing while news stand open: they are not seen yet', () =>
  expect(play([0, 2, 4, 10], true)).toEqual([null, null, null, 'look']));
