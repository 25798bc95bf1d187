import { expect, it } from '@jest/globals';
import { localTimes } from './local-times';

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

it('leaves other words alone', () =>
  expect(localTimes('Under 2 % for 60 s.', NOON)).toBe('Under 2 % for 60 s.'));
