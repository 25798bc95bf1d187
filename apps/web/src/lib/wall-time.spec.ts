import { describe, expect, it } from '@jest/globals';
import { momentOfText, momentsOf, wallOf, wallText } from './wall-time';

const BERLIN = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);

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

  it('is read as it is written', () => {
    expect(wallText(at('2026-11-23T12:34:56Z'), BERLIN)).toBe('2026-11-23T13:34');
    expect(momentOfText('2026-11-23T13:34', BERLIN)).toBe(at('2026-11-23T12:34:00Z'));
    expect(momentOfText('2026-03-29T02:30', BERLIN)).toBe(at('2026-03-29T01:30:00Z'));
    expect(momentOfText('', BERLIN)).toBeNull();
  });
});
