import { expect, it } from '@jest/globals';
import { errorTrendOf, hoursUpTo } from './error-trend';

const NOW = new Date('2026-01-01T02:30:00Z');
const thresholds = { warning: 0.02, critical: 0.05 };

it('lists exactly the hours asked for, oldest first, the filling one last', () => {
  expect(hoursUpTo(NOW, 4).map((start) => start.toISOString())).toEqual([
    '2025-12-31T23:00:00.000Z',
    '2026-01-01T00:00:00.000Z',
    '2026-01-01T01:00:00.000Z',
    '2026-01-01T02:00:00.000Z',
  ]);
  expect(hoursUpTo(new Date('2026-01-01T02:00:00Z'), 1)).toEqual([new Date('2026-01-01T02:00:00Z')]);
});

it('tells unobserved from no traffic, and marks the crossings', () => {
  const hours = hoursUpTo(NOW, 5);
  const [, quiet, fine, bad, worse] = hours;
  const counts = [
    { start: worse ?? NOW, requests: 1000, errors: 60 },
    { start: quiet ?? NOW, requests: 0, errors: 0 },
    { start: fine ?? NOW, requests: 1000, errors: 20 },
    { start: bad ?? NOW, requests: 1000, errors: 30 },
  ];
  const trend = errorTrendOf(hours, counts, thresholds);
  expect(trend.buckets.map(({ state, error_rate }) => [state, error_rate])).toEqual([
    ['unobserved', null],
    ['no_traffic', null],
    ['ok', 0.02],
    ['warning', 0.03],
    ['critical', 0.06],
  ]);
  expect(trend.crossings).toEqual([
    { at: bad?.toISOString(), from: 'ok', to: 'warning' },
    { at: worse?.toISOString(), from: 'warning', to: 'critical' },
  ]);
});

it('says of each hour whether it is too few to judge; of one without requests there is nothing to judge', () => {
  const hours = hoursUpTo(NOW, 5);
  const counts = [
    [0, 0],
    [1, 0],
    [20, 0],
    [20, 1],
  ].map(([requests = 0, errors = 0], index) => ({ start: hours[index + 1]!, requests, errors }));
  const { buckets, ...trend } = errorTrendOf(hours, counts, thresholds);
  expect(buckets.map(({ requests, errors, too_few }) => [requests, errors, too_few])).toEqual([
    [0, 0, false],
    [0, 0, false],
    [1, 0, true],
    [20, 0, false],
    [20, 1, true],
  ]);
  expect(trend).toMatchObject({ bucket_seconds: 3600, warning_threshold: 0.02, critical_threshold: 0.05 });
});
