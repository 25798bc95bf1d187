import { expect, it } from '@jest/globals';
import { someOpenSessions } from '../../testing/metrics';
import { staleSheet } from './stale-sheet';

it('has every band, also those without a session, and no end of the last', () => {
  const { columns, rows } = staleSheet(someOpenSessions(17, [3, 0, 1, 0, 2]));
  expect(columns).toEqual(['last_sign_of_life_from_s', 'to_s', 'sessions']);
  expect(rows.map((row) => row[2])).toEqual([3, 0, 1, 0, 2]);
  expect(rows.at(-1)?.[1]).toBeNull();
  expect(rows[0]?.[0]).toBe(1800);
});
