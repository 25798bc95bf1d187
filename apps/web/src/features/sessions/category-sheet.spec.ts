import { expect, it } from '@jest/globals';
import type { CategoryMetrics, CategoryPoint } from '@watchroom/contracts';
import { categorySheet } from './session-sheets';

it('takes sessions of a category along by hour, without a number where nobody knows one', () => {
  const point = (more: Partial<CategoryPoint>): CategoryPoint => ({
    start: '2026-11-23T10:00:00.000Z',
    sessions: 6,
    filling: false,
    quality: { excellent: 3, good: 2, fair: 0, poor: 0 },
    ...more,
  });
  const points = [point({}), point({ sessions: null, quality: null })];
  expect(categorySheet({ points } as CategoryMetrics)).toEqual({
    columns: ['from_utc', 'sessions', 'excellent', 'good', 'fair', 'poor', 'no_report_of_quality'],
    rows: [
      ['2026-11-23T10:00:00.000Z', 6, 3, 2, 0, 0, 1],
      ['2026-11-23T10:00:00.000Z', null, null, null, null, null, null],
    ],
  });
});
