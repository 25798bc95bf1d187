import type { ExternalServiceKey } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import type { ShareSeen } from '../../core/witnesses/share-evidence';

/** Poor sessions by service; a service without a report is missing. */
export type ServiceQuality = Map<ExternalServiceKey, ShareSeen & { newestAt: Date }>;

/** How the sessions of each service were: now, and once in every minute before. */
export abstract class ServiceQualityRepository {
  /** Sessions whose latest quality report lies within, both ends included; each counts once. */
  abstract between(from: Date, to: Date): Promise<ServiceQuality>;
  /** Keeps what was true at a minute of the hour before it, for each of these services; the first sample stays. */
  abstract keep(
    minute: Date,
    services: readonly ExternalServiceKey[],
    quality: ServiceQuality,
    manager: EntityManager,
  ): Promise<void>;
  /** What was kept last in the ten minutes up to `at`; null where nobody was counting. */
  abstract keptAt(service: ExternalServiceKey, at: Date): Promise<ShareSeen | null>;
}
