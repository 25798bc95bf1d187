import type { CurrentMetrics, HealthReason, Thresholds } from '@watchroom/contracts';
import { databaseAway, nobodyJudges, reasonOf } from '../health/health-reasons';
import { JUDGEMENT_OVERDUE_MS } from '../health/held-verdict';
import { severityOf, systemHealthOf } from '../health/input-verdict';
import { averageQuality } from '../quality/average-quality';
import { openSessionsOf } from '../sessions/open-sessions';
import { evidenceOf } from './evidence';
import { isOverdue, type MeasuredNumbers } from './measured-numbers';

export interface CurrentMetricsSettings {
  thresholds: Thresholds;
  activeWindowMs: number;
  simulated: boolean;
}

/** The body of `/current`: numbers as of their reading, health as judged, ages as of `now`. */
export function currentMetricsOf(
  numbers: MeasuredNumbers,
  settings: CurrentMetricsSettings,
  now: Date,
  databaseAwaySince: Date | null = null,
): CurrentMetrics {
  const { sessions, quality, requests, latency, pool } = numbers;
  const reasons = reasonsOf(numbers, now, databaseAwaySince);
  const p95 = latency.distribution.quantile(0.95);
  return {
    active_sessions_count: sessions.active,
    avg_connection_quality: averageQuality(quality.counts),
    error_rate_last_hour: requests.requests === 0 ? null : requests.errors / requests.requests,
    api_response_time_p95: p95?.value ?? null,
    db_pool_active: pool.active,
    db_pool_size: pool.size,
    system_health: systemHealthOf(reasons.map(({ state }) => state)),
    as_of: numbers.readAt.toISOString(),
    health_reasons: reasons,
    service_verdicts: verdictsOf(numbers),
    evidence: evidenceOf(numbers, settings, now),
    stale_sessions_count: sessions.stale,
    open_sessions: openSessionsOf(sessions),
    active_window_seconds: settings.activeWindowMs / 1000,
    thresholds: settings.thresholds,
    simulated: settings.simulated,
  };
}

const verdictsOf = ({ externalServices }: MeasuredNumbers): CurrentMetrics['service_verdicts'] => ({
  daily_co: externalServices.daily_co.verdict,
  livekit: externalServices.livekit.verdict,
  beyond_presence: externalServices.beyond_presence.verdict,
});

/** Worst first, then the oldest. One entry an input: that nobody judges outdoes what was judged of our own data. */
function reasonsOf({ judged }: MeasuredNumbers, now: Date, databaseAwaySince: Date | null): HealthReason[] {
  const reasons = judged.verdicts.map(reasonOf).filter((reason) => reason !== null);
  const isUnjudged = databaseAwaySince === null && isOverdue(judged.judgedAt, JUDGEMENT_OVERDUE_MS, now);
  const ownData = judged.verdicts.find(({ input }) => input === 'own_data') ?? null;
  const all = [
    ...reasons.filter(({ input }) => !(isUnjudged && input === 'own_data')),
    ...(databaseAwaySince === null ? [] : [databaseAway(databaseAwaySince)]),
    ...(isUnjudged ? [nobodyJudges(judged.judgedAt, ownData)] : []),
  ];
  return all.toSorted(
    (a, b) => severityOf(b.state) - severityOf(a.state) || (a.since ?? '').localeCompare(b.since ?? ''),
  );
}
