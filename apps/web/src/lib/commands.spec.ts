import { expect, it } from '@jest/globals';
import { type Command, matching, stepped } from './commands';

const command = (name: string, also?: string): Command => ({ id: name, name, also, run: () => undefined });
const ALL = [
  command('Go to the dashboard', 'home'),
  command('Go to Daily.co', 'service'),
  command('Go to LiveKit', 'service'),
  command('Dark theme', 'colours'),
];

it.each([
  ['', ['Go to the dashboard', 'Go to Daily.co', 'Go to LiveKit', 'Dark theme']],
  ['da', ['Dark theme', 'Go to the dashboard', 'Go to Daily.co']],
  ['service go', ['Go to Daily.co', 'Go to LiveKit']],
  ['daily co', ['Go to Daily.co']],
  ['  LIVE ', ['Go to LiveKit']],
  ['nothing of ours', []],
])('finds by "%s"', (typed, names) => expect(matching(ALL, typed).map(({ name }) => name)).toEqual(names));

it('walks around both ends', () => {
  expect(stepped(3, 1, 4)).toBe(0);
  expect(stepped(0, -1, 4)).toBe(3);
  expect(stepped(2, 1, 0)).toBe(0);
});
