import type { QualityCounts } from '../../core/quality/average-quality';
import type { OpenCounts } from '../../core/sessions/open-sessions';
import type { SessionReport } from '../../core/sessions/session-report';

/** Open sessions. `newestAt`: newest time known of any session, ended ones included; null when there never was one. */
export interface SessionActivity extends OpenCounts {
  newestAt: Date | null;
  /** Newest sign of life of an open session; null without one. */
  newestOpenAt: Date | null;
}

/** Sessions by the level of their latest quality report, if it lies in the last 60 minutes. */
export interface RecentQuality {
  counts: QualityCounts;
  /** Newest quality report ever; null when there never was one. */
  newestAt: Date | null;
}

/** Sessions started in the last 30 days. `byCategory` names every category known, those without sessions as 0. */
export interface SessionTotals {
  total: number;
  byCategory: Record<string, number>;
  quality: QualityCounts;
}

/** All sessions. Rejects with the driver's error when the database is away. */
export abstract class SessionRepository {
  /**
   * Stores what the reports say, all of them or none. The result does not depend on order, grouping or repetition.
   * @throws TooManyCategories when a category is neither known nor has room; nothing is stored then.
   */
  abstract merge(reports: SessionReport[]): Promise<void>;
  /** All counts of one moment. Sign of life: the latest of start, `last_seen_at` and quality report. */
  abstract activity(now: Date, activeWindowMs: number): Promise<SessionActivity>;
  /** By the time of the report; of the start where the reporter told none. */
  abstract recentQuality(now: Date): Promise<RecentQuality>;
  /** Exact to the millisecond at both ends of the window; the total is the sum of the categories. */
  abstract lastThirtyDays(now: Date): Promise<SessionTotals>;
}
