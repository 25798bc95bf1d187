import { afterEach, expect, it } from '@jest/globals';
import { NOON } from '../testing/metrics';
import { serverClock } from './server-clock';

const header = (ms: number) => new Date(ms).toUTCString();

afterEach(() => serverClock.heard(header(NOON), NOON));

it('follows a server whose clock differs by minutes', () => {
  serverClock.heard(header(NOON + 300_000), NOON);
  expect(serverClock.at(NOON)).toBe(NOON + 300_000);
});

it('takes the rounding of the header for what it is', () => {
  serverClock.heard(header(NOON), NOON + 1_900);
  expect(serverClock.at(NOON)).toBe(NOON);
});

it('stays as it is without a readable header', () => {
  serverClock.heard(header(NOON + 300_000), NOON);
  serverClock.heard(null, NOON);
  serverClock.heard('yesterday', NOON);
  expect(serverClock.at(NOON)).toBe(NOON + 300_000);
});

it.each([
  [0, 0],
  [2_000, 0],
  [3_000, 3_000],
  [-2_000, 0],
  [-3_000, -3_000],
  [-600_000, -600_000],
])('a difference of %s ms moves the clock by %s ms', (difference, moved) => {
  serverClock.heard(header(NOON + difference), NOON);
  expect(serverClock.at(NOON + 5) - NOON - 5).toBe(moved);
});

it('is right again once the server is', () => {
  serverClock.heard(header(NOON + 300_000), NOON);
  serverClock.heard(header(NOON), NOON);
  expect(serverClock.at(NOON)).toBe(NOON);
});
