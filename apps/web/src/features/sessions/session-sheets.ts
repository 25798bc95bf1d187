import { type CategoryMetrics, QUALITY_LEVELS, type QualityDistribution } from '@watchroom/contracts';
import type { Sheet } from '../../lib/csv';
import { unrated } from './category-bars';
import type { CategoryBar } from './categories.state';

export const categoriesSheet = (bars: CategoryBar[]): Sheet => ({
  columns: ['category', 'sessions_30_days'],
  rows: bars.map(({ category, count }) => [category, count]),
});

/** `scope`: of which time, such as "last 24 hours". */
export const qualitySheet = (distribution: QualityDistribution, scope: string): Sheet => ({
  columns: ['quality', `percent_of_sessions_${scope.replaceAll(' ', '_')}`],
  rows: QUALITY_LEVELS.map((level) => [level, distribution[level]]),
});

/** An hour or a day of UTC a row, oldest first; what nobody knows has no numbers. */
export const categorySheet = ({ points }: CategoryMetrics): Sheet => ({
  columns: ['from_utc', 'sessions', ...QUALITY_LEVELS, 'no_report_of_quality'],
  rows: points.map((point) => [
    point.start,
    point.sessions,
    ...QUALITY_LEVELS.map((level) => point.quality?.[level] ?? null),
    unrated(point),
  ]),
});
