import { expect, it } from '@jest/globals';
import { localTimes } from './local-times';
import { shownZone } from './zone';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const local = (iso: string, more: Intl.DateTimeFormatOptions = {}) =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', ...more }).format(Date.parse(iso));

it('tells times of the server in the zone of the reader, to the second where it does', () => {
  expect(localTimes('No time-out for 5 minutes: at the earliest at 12:07 UTC.', NOON)).toBe(
    `No time-out for 5 minutes: at the earliest at ${local('2026-11-23T12:07:00Z')}.`,
  );
  expect(localTimes('since 11:59:58 UTC', NOON)).toBe(
    `since ${local('2026-11-23T11:59:58Z', { second: '2-digit' })}`,
  );
});

it('takes the day that lies nearest', () => {
  const beforeMidnight = Date.parse('2026-03-28T23:59:00Z'); // summer time begins in Europe in that night
  expect(localTimes('00:03 UTC', beforeMidnight)).toBe(local('2026-03-29T00:03:00Z'));
  expect(localTimes('23:58 UTC', Date.parse('2026-03-29T00:02:00Z'))).toBe(local('2026-03-28T23:58:00Z'));
});

// Berlin is two hours before UTC on 28 March, and from 01:00 UTC of the 29th three.
it.each([
  ['00:03 UTC', '2026-03-28T23:59:00Z', '01:03'],
  ['02:00 UTC', '2026-03-28T23:59:00Z', '04:00'],
  ['23:58 UTC', '2026-03-29T02:00:00Z', '00:58'],
  ['12:30 UTC', '2026-03-29T00:00:00Z', '13:30'],
  ['11:30 UTC', '2026-03-29T00:00:00Z', '13:30'],
  ['00:30 UTC', '2026-10-25T00:00:00Z', '02:30'],
  ['01:30 UTC', '2026-10-25T00:00:00Z', '02:30'],
  ['from 00:30 UTC to 01:00:30 UTC', '2026-11-23T00:00:00Z', 'from 01:30 to 02:00:30'],
])('%s is, next to %s, %s in Berlin', (sentence, now, told) =>
  expect(localTimes(sentence, Date.parse(now))).toBe(told),
);

it('leaves times of UTC to those who read UTC', () => {
  shownZone.set('utc');
  expect(localTimes('since 11:59:58 UTC', NOON)).toBe('since 11:59:58');
  shownZone.set('local');
});

it.each(['12:07', '12:07 CET', '112:07 UTCX', 'UTC 12:07'])('does not touch %s', (text) =>
  expect(localTimes(text, NOON)).toBe(text),
);

it('leaves other words alone', () =>
  expect(localTimes('Under 2 % for 60 s.', NOON)).toBe('Under 2 % for 60 s.'));
