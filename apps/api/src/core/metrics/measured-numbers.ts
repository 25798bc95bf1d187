import type { ExternalServiceDetail, ExternalServiceKey } from '@watchroom/contracts';
import type { ServiceCertificate } from '../external-services/seen-certificate';
import type { DatabaseOutage } from '../health/database-outage';
import type { StandingHealth } from '../health/judge-health';
import type { Distribution } from '../latency/distribution';
import type { QualityCounts } from '../quality/average-quality';
import type { PoolSummary } from '../pool/pool-summary';
import type { OpenCounts } from '../sessions/open-sessions';

/** Everything that is known at one moment, as it was read from the database. */
export interface MeasuredNumbers {
  readAt: Date;
  sessions: OpenCounts & { newestAt: Date | null; newestOpenAt: Date | null };
  quality: { counts: QualityCounts; newestAt: Date | null };
  requests: { requests: number; errors: number; services: string[]; newestAt: Date | null };
  latency: { distribution: Distribution; unreadable: number; services: string[]; newestAt: Date | null };
  /** How well reports of requests are taken in, see the repository of points. */
  intake: { overflowing: string[]; behindMs: number; unreadable: number };
  reporting: { service: string; newestAt: Date }[];
  pool: PoolSummary;
  externalServices: Record<ExternalServiceKey, ExternalServiceDetail>;
  certificates: ServiceCertificate[];
  judged: StandingHealth;
  outages: readonly DatabaseOutage[];
}

/** Services export every 60 s by default; one that is silent for twice that is overdue. */
export const TELEMETRY_OVERDUE_MS = 120_000;

export const LAST_HOUR_SECONDS = 3_600;
export const RESPONSE_TIME_WINDOW_SECONDS = 300;
export const THIRTY_DAYS_SECONDS = 30 * 86_400;

/** True when nothing was seen for `overdueMs`, or never. */
export const isOverdue = (newestAt: Date | null, overdueMs: number, now: Date): boolean =>
  newestAt === null || now.getTime() - newestAt.getTime() > overdueMs;
