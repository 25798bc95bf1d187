import { describe, expect, it } from '@jest/globals';
import { NOON } from '../testing/metrics';
import {
  counted,
  formatError,
  formatMs,
  formatRate,
  formatShare,
  formatSpan,
  formatTime,
  spellSpan,
} from './format';

describe('figures', () => {
  it.each([
    [0, '0 %'],
    [0.00004, '<0.01 %'],
    [0.0123, '1.23 %'],
    [0.02, '2 %'],
    [0.1234, '12.3 %'],
    [0.9999, '100 %'],
    [1, '100 %'],
  ])('rate %s → %s', (rate, text) => expect(formatRate(rate)).toBe(text));

  it.each([
    [0, '0 ms'],
    [0.04, '<0.1 ms'],
    [0.42, '0.4 ms'],
    [5, '5 ms'],
    [182.4, '182 ms'],
    [2410, '2,410 ms'],
    [12_400, '12.4 s'],
  ])('%s ms → %s', (ms, text) => expect(formatMs(ms)).toBe(text));

  it('keeps one decimal in shares', () => expect(formatShare(5)).toBe('5.0 %'));
  it('never tells an error smaller than it is', () => {
    expect(formatError(0.0055)).toBe('±0.6 %');
    expect(formatError(0.0501)).toBe('±5.1 %');
    expect(formatError(0)).toBe('exact');
  });
  it('counts one and many', () =>
    expect([counted(1, 'request'), counted(1204, 'request')]).toEqual(['1 request', '1,204 requests']));
});

describe('spans', () => {
  it.each([
    [0, '0 s', '0 seconds'],
    [59.9, '59 s', '59 seconds'],
    [60, '1 min', '1 minute'],
    [720, '12 min', '12 minutes'],
    [5400, '1 h 30 min', '1 hour'],
    [7200, '2 h', '2 hours'],
    [2_592_000, '30 days', '30 days'],
  ])('%s s → %s, %s', (seconds, short, long) => {
    expect(formatSpan(seconds)).toBe(short);
    expect(spellSpan(seconds)).toBe(long);
  });
});

describe('times', () => {
  it('leave out the date of today, and only that', () => {
    expect(formatTime(NOON - 1000, NOON)).toMatch(/^\d\d:\d\d$/);
    expect(formatTime(NOON - 5 * 86_400_000, NOON)).toMatch(/^18 Nov, \d\d:\d\d$/);
  });
});
