import type { ExternalServiceDetail, ExternalServiceKey, ExternalServiceStatus } from '@watchroom/contracts';
import type { HealthFacts, HealthThresholds } from '../health-facts';

export const NOW = new Date('2026-01-01T10:00:00Z');

export const someThresholds: HealthThresholds = {
  errorRate: { warning: 0.02, critical: 0.05 },
  responseTimeMs: { warning: 500, critical: 1000 },
};

export const somePool: NonNullable<HealthFacts['pool']> = {
  waiting: 0,
  waits: 59,
  waitP95Ms: 2,
  timeouts: 0,
  timeoutsCountUntil: null,
  newestAt: NOW,
  isStale: false,
};

const service = (status: ExternalServiceStatus): ExternalServiceDetail => ({
  status,
  reason: status === 'operational' ? 'answered' : status === 'unknown' ? 'misconfigured' : 'failing',
  detail: 'A sentence.',
  latency_ms: 80,
  checked_at: NOW.toISOString(),
  since: NOW.toISOString(),
  turns_green: status === 'operational' ? null : '2 good probes in a row.',
  verdict: null,
  verdict_detail: null,
  verdict_since: null,
  witnesses: null,
  effect: null,
});

export const someServices = (changes: Partial<Record<ExternalServiceKey, ExternalServiceStatus>> = {}) => ({
  daily_co: service(changes.daily_co ?? 'operational'),
  livekit: service(changes.livekit ?? 'operational'),
  beyond_presence: service(changes.beyond_presence ?? 'operational'),
});

/** Facts of a system that is well. */
export const someFacts = (changes: Partial<HealthFacts> = {}): HealthFacts => ({
  errorRate: { requests: 1000, errors: 10 },
  telemetry: { newestAt: NOW, isStale: false },
  sessionReports: { newestAt: NOW, isOverdue: false, open: 17 },
  silent: [],
  responseTime: { p95Ms: 120, requests: 500 },
  pool: somePool,
  externalServices: someServices(),
  inUse: ['daily_co', 'livekit', 'beyond_presence'],
  certificates: [],
  outages: [],
  ...changes,
});
