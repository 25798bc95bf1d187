import { expect, it } from '@jest/globals';
import type { CurrentMetrics, Evidence } from '@watchroom/contracts';
import { materialOf } from './material-change';

const evidence = (more: Partial<Evidence> = {}): Evidence => ({
  n: 10,
  window_seconds: 300,
  sources: ['student-platform'],
  newest_at: '2026-11-23T10:00:00.000Z',
  stale: false,
  ...more,
});

const body = (more: Partial<CurrentMetrics> = {}, sessions: Partial<Evidence> = {}): CurrentMetrics => ({
  active_sessions_count: 17,
  avg_connection_quality: 'good',
  error_rate_last_hour: 0.01,
  api_response_time_p95: 180,
  db_pool_active: 2,
  db_pool_size: 10,
  system_health: 'healthy',
  as_of: '2026-11-23T10:00:01.000Z',
  health_reasons: [],
  evidence: {
    active_sessions_count: evidence(sessions),
    avg_connection_quality: evidence(),
    error_rate_last_hour: evidence(),
    api_response_time_p95: evidence(),
    db_pool_active: evidence(),
  },
  stale_sessions_count: 0,
  open_sessions: null,
  active_window_seconds: 1800,
  thresholds: {
    error_rate_warning: 0.02,
    error_rate_critical: 0.05,
    response_time_warning_ms: 500,
    response_time_critical_ms: 1000,
  },
  service_verdicts: { daily_co: null, livekit: null, beyond_presence: null },
  simulated: false,
  ...more,
});

it.each<[string, CurrentMetrics]>([
  ['a later reading', body({ as_of: '2026-11-23T10:00:02.000Z' })],
  ['more behind the same number', body({}, { n: 11, newest_at: '2026-11-23T10:00:02.000Z' })],
])('is the same after %s', (_, other) => expect(materialOf(other)).toBe(materialOf(body())));

it.each<[string, CurrentMetrics]>([
  ['another count', body({ active_sessions_count: 18 })],
  ['a count that is no longer known', body({ active_sessions_count: null })],
  ['another health', body({ system_health: 'critical' })],
  ['figures that are told again', body({ stale_since: '2026-11-23T10:00:00.000Z' })],
  ['evidence that has become old', body({}, { stale: true })],
  ['evidence that has become too little', body({}, { too_few: true })],
])('is another with %s', (_, other) => expect(materialOf(other)).not.toBe(materialOf(body())));
