import type { Evidence } from './metrics';
import type { QualityDistribution } from './quality';

export const CATEGORY_RANGES = ['24h', '7d', '30d'] as const;
export type CategoryRange = (typeof CATEGORY_RANGES)[number];

/** Sessions of a category that started in one step. Null where no platform had reported a session yet. */
export interface CategoryPoint {
  /** RFC 3339 UTC. */
  start: string;
  sessions: number | null;
  /** The step lasts until now or beyond. */
  filling: boolean;
  /** Sessions by the latest level that they reported; what is missing never reported one. */
  quality: { excellent: number; good: number; fair: number; poor: number } | null;
}

/** One category over time, oldest step first: UTC hours up to two days, UTC days beyond. */
export interface CategoryMetrics {
  category: string;
  from: string;
  to: string;
  step_seconds: 3600 | 86_400;
  points: CategoryPoint[];
  total_sessions: number;
  sessions_with_quality: number;
  /** In percent, as in `/sessions`. */
  connection_quality_distribution: QualityDistribution;
  evidence: Record<'total_sessions' | 'connection_quality_distribution', Evidence>;
  as_of: string;
}
