import { QUALITY_LEVELS, type AverageQuality, type QualityLevel } from '@watchroom/contracts';

export type QualityCounts = Record<QualityLevel, number>;

export const QUALITY_SCORE = { excellent: 4, good: 3, fair: 2, poor: 1 } as const satisfies QualityCounts;

export const noQuality = (): QualityCounts => ({ excellent: 0, good: 0, fair: 0, poor: 0 });

/** Sessions behind the counts. */
export const qualityTotal = (counts: QualityCounts): number =>
  QUALITY_LEVELS.reduce((sum, level) => sum + counts[level], 0);

/** Level of the mean score of all sessions (excellent 4 … poor 1); limits at 3.5, 2.5 and 1.5; none: unknown. */
export function averageQuality(counts: QualityCounts): AverageQuality {
  const total = qualityTotal(counts);
  if (total === 0) return 'unknown';
  const mean = QUALITY_LEVELS.reduce((sum, level) => sum + counts[level] * QUALITY_SCORE[level], 0) / total;
  if (mean >= 3.5) return 'excellent';
  if (mean >= 2.5) return 'good';
  return mean >= 1.5 ? 'fair' : 'poor';
}
