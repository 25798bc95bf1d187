import type { DatabaseMetrics, ErrorTrend, SessionMetrics } from '@watchroom/contracts';
import { errorTrendOf } from '../errors/error-trend';
import type { ErrorRateThresholds } from '../errors/hour-state';
import type { PoolSummary } from '../pool/pool-summary';
import { qualityTotal, type QualityCounts } from '../quality/average-quality';
import { qualityDistribution } from '../quality/quality-distribution';
import { openSessionsOf } from '../sessions/open-sessions';
import { poolEvidence, sessionsEvidence, trendEvidence } from './evidence';
import type { MeasuredNumbers } from './measured-numbers';

/** The body of `/sessions`. */
export function sessionMetricsOf(
  totals: { total: number; byCategory: Record<string, number>; quality: QualityCounts },
  open: MeasuredNumbers['sessions'],
  now: Date,
  activeWindowMs: number,
): SessionMetrics {
  return {
    total_sessions: totals.total,
    sessions_by_category: totals.byCategory,
    connection_quality_distribution: qualityDistribution(totals.quality),
    sessions_with_quality: qualityTotal(totals.quality),
    open_sessions: openSessionsOf(open),
    evidence: sessionsEvidence(totals, open, now, activeWindowMs),
    as_of: now.toISOString(),
  };
}

/** The body of `/errors`: one bucket for each of `starts`. */
export function errorTrendBodyOf(
  starts: readonly Date[],
  counts: readonly { start: Date; requests: number; errors: number }[],
  reporting: MeasuredNumbers['reporting'],
  thresholds: ErrorRateThresholds,
  now: Date,
): ErrorTrend {
  const trend = errorTrendOf(starts, counts, thresholds);
  return {
    ...trend,
    sources: reporting.map(({ service }) => service),
    evidence: trendEvidence(trend, reporting, now),
    as_of: now.toISOString(),
  };
}

/** The body of `/database`. */
export function databaseMetricsOf(pool: PoolSummary, now: Date): DatabaseMetrics {
  const { active, idle, size, waiting, wait_ms, timeouts, replicas } = pool;
  const figures = { active, idle, size, waiting, wait_ms, timeouts, replicas };
  return { ...figures, evidence: poolEvidence(pool), as_of: now.toISOString() };
}
