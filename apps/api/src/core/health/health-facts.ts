import type { ExternalServiceDetail, ExternalServiceKey } from '@watchroom/contracts';
import type { ServiceCertificate } from '../external-services/seen-certificate';
import type { DatabaseOutage } from './database-outage';

/** Everything that system health is judged by. Rates are fractions, times in ms; null = not known. */
export interface HealthFacts {
  errorRate: { requests: number; errors: number };
  /** Stale: no service reports its requests, any more or yet. */
  telemetry: { newestAt: Date | null; isStale: boolean };
  /** Overdue: sessions were active when a platform was last heard, and nothing has come since. */
  sessionReports: { newestAt: Date | null; isOverdue: boolean; open: number };
  /** Sources that are overdue while others of their kind still report. */
  silent: { source: string; newestAt: Date }[];
  responseTime: { p95Ms: number | null; requests: number };
  pool: {
    waiting: number;
    /** Checkouts behind the p95. */
    waits: number;
    waitP95Ms: number | null;
    timeouts: number;
    /** When the last of them leaves the window; null without one. */
    timeoutsCountUntil: Date | null;
    newestAt: Date | null;
    isStale: boolean;
  } | null;
  externalServices: Record<ExternalServiceKey, ExternalServiceDetail>;
  /** Services this platform works with; the others are no inputs. */
  inUse: readonly ExternalServiceKey[];
  /** That the hosts of those in use showed last. */
  certificates: readonly ServiceCertificate[];
  /** Nobody can judge while one lasts: it is told by the first judgement afterwards. */
  outages: readonly DatabaseOutage[];
}

export interface HealthThresholds {
  errorRate: { warning: number; critical: number };
  responseTimeMs: { warning: number; critical: number };
}

/** Below this many values a p95 has no 95 % upper bound: 0.95^59 < 0.05. */
export const FEWEST_FOR_P95 = 59;

export const POOL_WAIT_P95_LIMIT_MS = 100;
