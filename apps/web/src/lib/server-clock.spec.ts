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
