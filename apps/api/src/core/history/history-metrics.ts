import type { HistoryMetric, HistoryUnit } from '@watchroom/contracts';

/** Which rows a metric is made of. */
type HistoryFamily = 'requests' | 'sessions' | 'pool';

interface HistoryMetricFacts {
  family: HistoryFamily;
  unit: HistoryUnit;
  /** From 0 to 1 for a percentile; null for what needs no distribution. */
  quantile: number | null;
}

const percentile = (family: HistoryFamily, quantile: number): HistoryMetricFacts => ({
  family,
  unit: 'ms',
  quantile,
});
const number = (family: HistoryFamily, unit: HistoryUnit): HistoryMetricFacts => ({
  family,
  unit,
  quantile: null,
});

export const HISTORY_FACTS: Record<HistoryMetric, HistoryMetricFacts> = {
  error_rate: number('requests', 'fraction'),
  response_time_p50: percentile('requests', 0.5),
  response_time_p95: percentile('requests', 0.95),
  response_time_p99: percentile('requests', 0.99),
  requests: number('requests', 'requests'),
  active_sessions: number('sessions', 'sessions'),
  connection_quality: number('sessions', 'score'),
  pool_use: number('pool', 'fraction'),
  pool_wait_p50: percentile('pool', 0.5),
  pool_wait_p95: percentile('pool', 0.95),
  pool_timeouts: number('pool', 'timeouts'),
};

/** Fewest values with which a 95 % upper bound of a quantile exists: the least n with q^n < 0.05. */
export const fewestFor = (quantile: number): number => Math.floor(Math.log(0.05) / Math.log(quantile)) + 1;
