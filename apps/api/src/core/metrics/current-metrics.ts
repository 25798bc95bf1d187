import type { CurrentMetrics, HealthReason, Thresholds } from '@watchroom/contracts';
import { reasonOf } from '../health/held-verdict';
import { type InputState, severityOf, systemHealthOf } from '../health/input-verdict';
import { averageQuality } from '../quality/average-quality';
import { evidenceOf } from './evidence';
import { isOverdue, type MeasuredNumbers } from './measured-numbers';

/** Verdicts are renewed every 2 s; older than this, nobody is judging. */
export const JUDGEMENT_OVERDUE_MS = 15_000;

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
    evidence: evidenceOf(numbers, settings, now),
    stale_sessions_count: sessions.stale,
    open_sessions: { active: sessions.active, stale: sessions.stale, stale_by_age: sessions.staleByAge },
    active_window_seconds: settings.activeWindowMs / 1000,
    thresholds: settings.thresholds,
    simulated: settings.simulated,
  };
}

/** Worst first, then the oldest. */
function reasonsOf({ judged }: MeasuredNumbers, now: Date, databaseAwaySince: Date | null): HealthReason[] {
  const reasons = judged.verdicts.map(reasonOf).filter((reason) => reason !== null);
  if (databaseAwaySince !== null) reasons.push(databaseAway(databaseAwaySince));
  else if (isOverdue(judged.judgedAt, JUDGEMENT_OVERDUE_MS, now)) reasons.push(nobodyJudges(judged.judgedAt));
  return reasons.toSorted(
    (a, b) =>
      severityOf(b.state as InputState) - severityOf(a.state as InputState) ||
      (a.since ?? '').localeCompare(b.since ?? ''),
  );
}

const databaseAway = (since: Date): HealthReason => ({
  input: 'database',
  state: 'critical',
  value: 'unreachable',
  limit: 'reachable',
  since: since.toISOString(),
  detail: 'The database does not answer, or takes no writes. All figures are from before.',
});

const nobodyJudges = (since: Date | null): HealthReason => ({
  input: 'own_data',
  state: 'unknown',
  value: null,
  limit: null,
  since: since?.toISOString() ?? null,
  detail: 'The state of the system has not been judged yet, or not for a while: no verdict can be trusted.',
});
