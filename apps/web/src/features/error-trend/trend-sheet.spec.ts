import { expect, it } from '@jest/globals';
import { someTrend } from '../../testing/metrics';
import { trendSheet } from './trend-sheet';

it('has a row for every hour, and no numbers for hours that nobody saw', () => {
  const trend = someTrend();
  const [hour] = trend.buckets;
  if (hour === undefined) throw new Error('A trend has hours.');
  const seen = { ...hour, start: '2026-11-23T10:00:00.000Z', error_rate: 0.25, errors: 1, requests: 4 };
  const { columns, rows } = trendSheet({
    ...trend,
    buckets: [
      { ...seen, state: 'critical', too_few: true },
      { ...seen, state: 'unobserved', error_rate: null, errors: 0, requests: 0, too_few: false },
      { ...seen, state: 'no_traffic', error_rate: null, errors: 0, requests: 0, too_few: false },
    ],
  });
  expect(columns).toEqual(['hour_utc', 'error_rate', 'errors', 'requests', 'state', 'too_few_to_judge']);
  expect(rows).toEqual([
    [seen.start, 0.25, 1, 4, 'critical', 'yes'],
    [seen.start, null, null, null, 'unobserved', 'no'],
    [seen.start, null, 0, 0, 'no_traffic', 'no'],
  ]);
});
