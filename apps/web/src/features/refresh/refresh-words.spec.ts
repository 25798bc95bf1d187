import { expect, it } from '@jest/globals';
import type { Pace } from '../../lib/refresh-pace';
import { badgeOf, heldSentence, PACE_OPTIONS, paceOf } from './refresh-words';

const pace = (more: Partial<Pace> = {}): Pace => ({ chosenMs: 30_000, isPaused: false, ...more });

it.each<[Pace, boolean, string]>([
  [pace(), true, 'Live'],
  [pace(), false, 'Every 30 s'],
  [pace({ chosenMs: 300_000 }), false, 'Every 5 min'],
  [pace({ isPaused: true }), false, 'Paused'],
  [pace({ chosenMs: null }), false, 'Off'],
])('%j, live %s: %s', (held, isLive, word) => expect(badgeOf(held, isLive).word).toBe(word));

it('says that the page is held, and how old its figures are', () => {
  expect(heldSentence(pace(), 12)).toBeNull();
  expect(heldSentence(pace({ isPaused: true }), 1)).toBe(
    'This page is paused: its figures are 1 second old.',
  );
  expect(heldSentence(pace({ chosenMs: null }), 300)).toBe(
    'This page does not refresh itself: its figures are 5 minutes old.',
  );
  expect(heldSentence(pace({ chosenMs: null }), null)).toBe('This page does not refresh itself.');
});

it('offers each pace by its name', () => {
  expect(PACE_OPTIONS.map(({ label }) => label)).toEqual(['Off', '10 s', '30 s', '1 min', '5 min']);
  expect(PACE_OPTIONS.map(({ value }) => paceOf(value))).toEqual([null, 10_000, 30_000, 60_000, 300_000]);
});
