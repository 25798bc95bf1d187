import type { OpenSessions } from '@watchroom/contracts';
import type { Sheet } from '../../lib/csv';

/** Open sessions that are not counted, by the age of their last sign of life; the oldest row has no end. */
export const staleSheet = ({ stale_by_age: bands }: OpenSessions): Sheet => ({
  columns: ['last_sign_of_life_from_s', 'to_s', 'sessions'],
  rows: bands.map(({ from_seconds: from, to_seconds: to, sessions }) => [from, to, sessions]),
});
