import { afterEach, describe, expect, it } from '@jest/globals';
import { NOON } from '../testing/metrics';
import {
  capital,
  counted,
  formatError,
  formatMs,
  formatRate,
  formatShare,
  formatSpan,
  formatTime,
  lastSpan,
  spellSpan,
  zoneName,
  zoneText,
} from './format';
import { shownZone, type ZoneChoice } from './zone';

describe('figures', () => {
  it.each([
    [0, '0 %'],
    [0.00004, '<0.01 %'],
    [0.000049, '<0.01 %'],
    [0.000051, '0.01 %'],
    [0.0123, '1.23 %'],
    [0.02, '2 %'],
    [0.0999, '9.99 %'],
    [0.1, '10 %'],
    [0.10449, '10.4 %'],
    [0.1234, '12.3 %'],
    [0.25, '25 %'],
    [0.999, '99.9 %'],
    [0.9999, '100 %'],
    [1, '100 %'],
  ])('rate %s → %s', (rate, text) => expect(formatRate(rate)).toBe(text));

  it.each([
    [0, '0 ms'],
    [0.04, '<0.1 ms'],
    [0.05, '0.1 ms'],
    [0.42, '0.4 ms'],
    [5, '5 ms'],
    [9.94, '9.9 ms'],
    [10, '10 ms'],
    [10.4, '10 ms'],
    [10.5, '11 ms'],
    [182.4, '182 ms'],
    [2410, '2,410 ms'],
    [9999, '9,999 ms'],
    [10_000, '10.0 s'],
    [12_400, '12.4 s'],
  ])('%s ms → %s', (ms, text) => expect(formatMs(ms)).toBe(text));

  it('keeps one decimal in shares', () => expect(formatShare(5)).toBe('5.0 %'));
  it.each([
    [0, 'exact'],
    [0.0001, '±0.1 %'],
    [0.0055, '±0.6 %'],
    [0.01, '±1 %'],
    [0.0501, '±5.1 %'],
    [0.12, '±12 %'],
  ])('never tells an error smaller than it is: %s → %s', (error, text) =>
    expect(formatError(error)).toBe(text),
  );
  it('counts one and many', () =>
    expect([counted(1, 'request'), counted(1204, 'request')]).toEqual(['1 request', '1,204 requests']));
});

describe('spans', () => {
  it.each([
    [0, '0 s', '0 seconds'],
    [59.9, '59 s', '59 seconds'],
    [60, '1 min', '1 minute'],
    [119, '1 min', '1 minute'],
    [720, '12 min', '12 minutes'],
    [3599, '59 min', '59 minutes'],
    [3600, '1 h', '1 hour'],
    [5400, '1 h 30 min', '1 hour'],
    [7200, '2 h', '2 hours'],
    [86_400, '24 h', '24 hours'],
    [48 * 3600 - 1, '47 h 59 min', '47 hours'],
    [48 * 3600, '2 days', '2 days'],
    [70 * 3600, '2 days', '2 days'],
    [2_592_000, '30 days', '30 days'],
  ])('%s s → %s, %s', (seconds, short, long) => {
    expect(formatSpan(seconds)).toBe(short);
    expect(spellSpan(seconds)).toBe(long);
  });
});

describe('times', () => {
  afterEach(() => shownZone.set('local'));

  it('leave out the date of today, and only that', () => {
    expect(formatTime(NOON - 1000, NOON)).toMatch(/^\d\d:\d\d$/);
    expect(formatTime(NOON - 5 * 86_400_000, NOON)).toMatch(/^18 Nov, \d\d:\d\d$/);
  });

  // The tests run in Berlin, one hour before UTC in winter.
  it.each<[ZoneChoice, string, string]>([
    ['local', '2026-11-22T23:30:00Z', '00:30'],
    ['utc', '2026-11-22T23:30:00Z', '22 Nov, 23:30'],
    ['local', '2026-11-23T23:30:00Z', '24 Nov, 00:30'],
    ['utc', '2026-11-23T23:30:00Z', '23:30'],
    ['utc', '2025-11-23T12:00:00Z', '23 Nov, 12:00'],
  ])('begin the day where the zone of the page does: %s %s → %s', (zone, at, text) => {
    shownZone.set(zone);
    expect(formatTime(Date.parse(at), NOON)).toBe(text);
  });

  it('name the zone that they are told in', () => {
    expect([zoneName(), zoneText(zoneName())]).toEqual(['Europe/Berlin', 'Local time (Europe/Berlin)']);
    shownZone.set('utc');
    expect([zoneName(), zoneText(zoneName())]).toEqual(['UTC', 'UTC']);
  });
});

describe('words', () => {
  it.each([
    [3600, 'last hour'],
    [21_600, 'last 6 hours'],
    [86_400, 'last 24 hours'],
    [604_800, 'last 7 days'],
    [11 * 3600, 'last 11 hours'],
  ])('up to now, %s s are the %s', (seconds, text) => expect(lastSpan(seconds)).toBe(text));

  it('begin with a capital where a sentence does', () =>
    expect(['last hour', 'x', ''].map(capital)).toEqual(['Last hour', 'X', '']));

  it('of several things are as they are told', () =>
    expect([1, 2].map((n) => counted(n, 'request for help', 'requests for help'))).toEqual([
      '1 request for help',
      '2 requests for help',
    ]));
});
