import { describe, expect, it } from '@jest/globals';
import { isInstant } from './instant';

describe('an instant', () => {
  it.each([
    '2026-11-23T10:00:00Z',
    '2026-11-23T10:00:00.5Z',
    '2026-11-23T10:00:00.123456789Z',
    '2026-11-23T10:00:00+05:30',
    '2026-11-23T00:30:00-11:00',
    '2024-02-29T10:00:00Z',
    '2000-02-29T10:00:00Z',
    '2026-12-31T23:59:59.999Z',
  ])('is %s', (text) => expect(isInstant(text)).toBe(true));

  it.each([
    ['without an offset', '2026-11-23T10:00:00'],
    ['without a time', '2026-11-23'],
    ['without seconds', '2026-11-23T10:00Z'],
    ['on 30 February', '2026-02-30T10:00:00Z'],
    ['on 29 February of a common year', '2026-02-29T10:00:00Z'],
    ['on 29 February of a century', '2100-02-29T10:00:00Z'],
    ['on 31 April', '2026-04-31T10:00:00+02:00'],
    ['in month 13', '2026-13-01T10:00:00Z'],
    ['on day 0', '2026-01-00T10:00:00Z'],
    ['at hour 25', '2026-01-01T25:00:00Z'],
    ['at minute 60', '2026-01-01T10:60:00Z'],
    ['with ten decimals', '2026-01-01T10:00:00.1234567890Z'],
    ['with a word before it', 'at 2026-01-01T10:00:00Z'],
    ['with a line after it', '2026-01-01T10:00:00Z\nx'],
    ['with a space for the T', '2026-01-01 10:00:00Z'],
    ['with an offset without a colon', '2026-01-01T10:00:00+0100'],
    ['as a number', 1_767_261_600_000],
    ['as a date', new Date()],
    ['null', null],
    ['absent', undefined],
  ])('is none %s: %p', (_how, value) => expect(isInstant(value)).toBe(false));
});
