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
  ['daily  .co', ['Go to Daily.co']],
  ['go.to live', ['Go to LiveKit']],
  ['   da', ['Dark theme', 'Go to the dashboard', 'Go to Daily.co']],
  ['go', ['Go to the dashboard', 'Go to Daily.co', 'Go to LiveKit']],
  ['home', ['Go to the dashboard']],
  ['service x', []],
  ['  LIVE ', ['Go to LiveKit']],
  ['nothing of ours', []],
])('finds by "%s"', (typed, names) => expect(matching(ALL, typed).map(({ name }) => name)).toEqual(names));

it('keeps the order of the list among those that begin with what was typed, and among the others', () => {
  const names = ['Open b', 'See open', 'Open a', 'Not open'];
  expect(
    matching(
      names.map((name) => command(name)),
      'open',
    ).map(({ name }) => name),
  ).toEqual(['Open b', 'Open a', 'See open', 'Not open']);
});

it.each([
  [3, 1, 4, 0],
  [0, -1, 4, 3],
  [1, 1, 4, 2],
  [0, -9, 4, 3],
  [0, 1, 1, 0],
  [2, 1, 0, 0],
])('from %i by %i in a list of %i to %i', (at, by, length, to) => expect(stepped(at, by, length)).toBe(to));
