import { afterEach, expect, it } from '@jest/globals';
import type { ErrorBucket } from '@watchroom/contracts';
import { cleanup, render, screen } from '@testing-library/react';
import { someBucket, someTrend } from '../../testing/metrics';
import { TrendLegend } from './trend-legend';
import { limitsOf, pointsOf } from './trend-points';

afterEach(cleanup);

const GAP = { requests: 0, errors: 0, error_rate: null };
const hours: Record<string, Partial<ErrorBucket>> = {
  seen: {},
  zero: { errors: 0, error_rate: 0 },
  unobserved: { ...GAP, state: 'unobserved' },
  quiet: { ...GAP, state: 'no_traffic' },
};

it.each([
  [['seen', 'zero'], []],
  [['seen', 'unobserved'], ['Not observed: nobody was measuring']],
  [['quiet', 'zero'], ['No traffic']],
  [
    ['quiet', 'unobserved'],
    ['Not observed: nobody was measuring', 'No traffic'],
  ],
])('of the hours %j explains the limits and %j', (names, gaps) => {
  const trend = someTrend({ buckets: names.map((name) => someBucket(hours[name])) });
  render(<TrendLegend limits={limitsOf(trend)} points={pointsOf(trend)} />);
  expect(screen.getAllByRole('listitem').map((entry) => entry.textContent)).toEqual([
    'Warning 2 %',
    'Critical 5 %',
    ...gaps,
  ]);
});
