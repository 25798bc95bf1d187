import { describe, expect, it } from '@jest/globals';
import { NOON } from '../../testing/metrics';
import { isWall, isWallAddress } from './wall-mode';
import { expiryText, refreshText, secondsToRefresh } from './wall-times';

const asked = (secondsAgo: number, failedSecondsAgo: number | null = null) => ({
  answeredAt: NOON - secondsAgo * 1000,
  failedAt: failedSecondsAgo === null ? 0 : NOON - failedSecondsAgo * 1000,
});

describe('countdown', () => {
  it('counts down to the figure that is due first', () =>
    expect(secondsToRefresh([asked(3), asked(12), asked(5)], NOON)).toBe(18));
  it('counts from the last try during an outage', () =>
    expect(secondsToRefresh([asked(400, 10)], NOON)).toBe(20));
  it('never counts below zero, nor beyond the cadence when a clock is put back', () => {
    expect(secondsToRefresh([asked(90)], NOON)).toBe(0);
    expect(secondsToRefresh([asked(-4000)], NOON)).toBe(30);
  });
  it('does not count what was never asked', () => {
    const never = { answeredAt: 0, failedAt: 0 };
    expect(secondsToRefresh([never], NOON)).toBeNull();
    expect(secondsToRefresh([never, asked(10)], NOON)).toBe(20);
  });
  it.each([
    [10_000, 3, 7],
    [10_000, 12, 0],
    [60_000, 12, 48],
    [300_000, 0, 300],
    [300_000, -4000, 300],
  ])('counts at the pace that was chosen: every %s ms, asked %s s ago: %s', (everyMs, secondsAgo, seconds) =>
    expect(secondsToRefresh([asked(secondsAgo)], NOON, everyMs)).toBe(seconds),
  );
  it('counts a second that has begun', () => {
    expect(secondsToRefresh([asked(29.5)], NOON)).toBe(1);
    expect(secondsToRefresh([asked(29.001)], NOON)).toBe(1);
    expect(secondsToRefresh([asked(29)], NOON)).toBe(1);
    expect(secondsToRefresh([asked(28.999)], NOON)).toBe(2);
  });
  it.each([
    [null, 'Asking for figures'],
    [0, 'Asking for new figures'],
    [7, 'New figures in 7 s'],
  ])('says it: %s', (seconds, text) => expect(refreshText(seconds)).toBe(text));
});

describe('end of the sign-in', () => {
  const inMinutes = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString();
  it.each([
    [61, null],
    [60, 'This sign-in ends in 60 min. Sign in again before.'],
    [1.9, 'This sign-in ends in 1 min. Sign in again before.'],
    [0.9, 'This sign-in ends now. Sign in again.'],
    [42, 'This sign-in ends in 42 min. Sign in again before.'],
    [-1, 'This sign-in ends now. Sign in again.'],
  ])('%s minutes before: %s', (minutes, text) => expect(expiryText(inMinutes(minutes), NOON)).toBe(text));
  it('is not told where nobody knows it', () => expect(expiryText('never', NOON)).toBeNull());
});

describe('address of a wall', () => {
  it.each([
    ['/admin/dashboard?wall', true],
    ['/admin/dashboard?wall=true', true],
    ['/admin/dashboard?hours=48&wall=', true],
    ['/admin/dashboard?wall=false', false],
    ['/admin/dashboard?wallet=1', false],
    ['/admin/dashboard', false],
    [undefined, false],
  ])('%s: %s', (address, is) => expect(isWallAddress(address)).toBe(is));
  it('is told by the search, too', () => {
    expect([{ wall: '' }, { wall: true }, { wall: false }, {}].map(isWall)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
