import { expect, it } from '@jest/globals';
import { ago } from '../../testing/metrics';
import { newerOf } from './newer';

it.each<[string, number | null, 'answer' | 'held']>([
  ['nothing is held', null, 'answer'],
  ['what is held is older', 12, 'answer'],
  ['they are of the same moment', 10, 'answer'],
  ['the stream was a little ahead', 9, 'held'],
  ['what is held comes from a clock that was wrong', -600, 'answer'],
])('%s', (_, heldAgo, winner) => {
  const answer = { as_of: ago(10), name: 'answer' };
  const held = heldAgo === null ? undefined : { as_of: ago(heldAgo), name: 'held' };
  expect(newerOf(answer, held).name).toBe(winner);
});
