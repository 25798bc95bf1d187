import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { momentOfText, momentsOf, wallOf, wallText } from './wall-time';

const BERLIN = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);
const zones = fc.constantFrom(
  'UTC',
  BERLIN,
  'America/St_Johns',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
);
const moments = fc.integer({ min: at('2015-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });

describe('wall time', () => {
  it.each([
    ['2026-11-23T12:00:00.250Z', BERLIN, '2026-11-23T13:00:00.250Z'],
    ['2026-07-01T22:30:00Z', BERLIN, '2026-07-02T00:30:00Z'],
    ['2026-11-23T12:00:00Z', 'Asia/Kathmandu', '2026-11-23T17:45:00Z'],
    ['2026-11-23T12:00:00Z', 'UTC', '2026-11-23T12:00:00Z'],
  ])('of %s in %s', (moment, zone, wall) => expect(wallOf(at(moment), zone)).toBe(at(wall)));

  it('comes twice when clocks go back, and not at all in the hour left out', () => {
    expect(momentsOf(at('2026-10-25T02:30:00Z'), BERLIN)).toEqual([
      at('2026-10-25T00:30:00Z'),
      at('2026-10-25T01:30:00Z'),
    ]);
    expect(momentsOf(at('2026-03-29T02:30:00Z'), BERLIN)).toEqual([]);
    expect(momentsOf(at('2026-03-29T03:00:00Z'), BERLIN)).toEqual([at('2026-03-29T01:00:00Z')]);
  });

  it.each([
    ['UTC', '2026-10-25T02:30:00Z', ['2026-10-25T02:30:00Z']],
    ['America/New_York', '2026-11-01T01:15:00Z', ['2026-11-01T05:15:00Z', '2026-11-01T06:15:00Z']],
    ['America/New_York', '2026-03-08T02:15:00Z', []],
    ['Australia/Lord_Howe', '2026-04-05T01:45:00Z', ['2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z']],
    ['Asia/Kathmandu', '2026-11-23T00:00:00Z', ['2026-11-22T18:15:00Z']],
  ])('in %s %s is %j', (zone, wall, moments) => expect(momentsOf(at(wall), zone)).toEqual(moments.map(at)));

  it('of any moment in any zone leads back to that moment', () =>
    fc.assert(
      fc.property(moments, zones, (atMs, zone) => {
        const found = momentsOf(wallOf(atMs, zone), zone);
        expect(found).toContain(atMs);
        expect(found).toEqual(found.toSorted((a, b) => a - b));
        for (const each of found) expect(wallOf(each, zone)).toBe(wallOf(atMs, zone));
      }),
    ));

  it('written and read in any zone is the same minute, or that of the hour before which comes twice', () =>
    fc.assert(
      fc.property(moments, zones, (atMs, zone) => {
        const back = momentOfText(wallText(atMs, zone), zone);
        const minute = Math.floor(atMs / 60_000) * 60_000;
        expect([0, 1_800_000, 3_600_000]).toContain(minute - (back ?? 0));
      }),
    ));

  it('tells parts of a second before 1970, too', () => expect(wallOf(-1, BERLIN)).toBe(3_600_000 - 1));

  it.each([
    ['2026-03-29T02:00', '2026-03-29T01:00:00Z'],
    ['2026-03-29T02:59', '2026-03-29T01:59:00Z'],
    ['2026-10-25T02:30', '2026-10-25T00:30:00Z'],
    ['2026-07-01T00:00', '2026-06-30T22:00:00Z'],
  ])('%s is in Berlin %s', (text, moment) => expect(momentOfText(text, BERLIN)).toBe(at(moment)));

  it('is read as it is written', () => {
    expect(wallText(at('2026-11-23T12:34:56Z'), BERLIN)).toBe('2026-11-23T13:34');
    expect(momentOfText('2026-11-23T13:34', BERLIN)).toBe(at('2026-11-23T12:34:00Z'));
    expect(momentOfText('2026-03-29T02:30', BERLIN)).toBe(at('2026-03-29T01:30:00Z'));
    expect(momentOfText('', BERLIN)).toBeNull();
  });
});
