import type { ErrorTrend } from '@watchroom/contracts';
import type { Sheet } from '../../lib/csv';

/** The hours as they were answered: times in UTC, rates as fractions; an hour nobody saw has no numbers. */
export const trendSheet = ({ buckets }: ErrorTrend): Sheet => ({
  columns: ['hour_utc', 'error_rate', 'errors', 'requests', 'state', 'too_few_to_judge'],
  rows: buckets.map(({ start, error_rate, errors, requests, state, too_few }) => {
    const isSeen = state !== 'unobserved';
    return [
      start,
      error_rate,
      isSeen ? errors : null,
      isSeen ? requests : null,
      state,
      too_few ? 'yes' : 'no',
    ];
  }),
});
