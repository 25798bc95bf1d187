import { QUALITY_LEVELS, type QualityDistribution } from '@watchroom/contracts';
import type { Sheet } from '../../lib/csv';
import type { CategoryBar } from './categories.state';

export const categoriesSheet = (bars: CategoryBar[]): Sheet => ({
  columns: ['category', 'sessions_30_days'],
  rows: bars.map(({ category, count }) => [category, count]),
});

export const qualitySheet = (distribution: QualityDistribution): Sheet => ({
  columns: ['quality', 'percent_of_sessions_30_days'],
  rows: QUALITY_LEVELS.map((level) => [level, distribution[level]]),
});
