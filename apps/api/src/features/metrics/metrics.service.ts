import { Injectable } from '@nestjs/common';
import {
  type DatabaseMetrics,
  type ErrorTrend,
  EXTERNAL_SERVICES,
  type ExternalServiceInDepth,
  type ExternalServiceKey,
  type ExternalServicesStatus,
  type Installation,
  type SessionMetrics,
} from '@watchroom/contracts';
import { DomainError } from '../../core/domain-error';
import { Clock } from '../../platform/clock/clock';
import { ExternalServiceReader } from './external-service.reader';
import { MetricsReader } from './metrics.reader';
import { type Snapshot, SnapshotCache, withStaleness } from './snapshot';

/** The read side: every body read at most once a second, whoever asks, and told as old while the database is away. */
@Injectable()
export class MetricsService {
  private readonly sessionCache: SnapshotCache<SessionMetrics>;
  private readonly databaseCache: SnapshotCache<DatabaseMetrics>;
  private readonly serviceCache: SnapshotCache<ExternalServicesStatus>;
  private readonly installationCache: SnapshotCache<Installation>;
  private readonly trendCaches = new Map<number, SnapshotCache<ErrorTrend>>();
  private readonly depthCaches = new Map<ExternalServiceKey, SnapshotCache<ExternalServiceInDepth>>();

  constructor(
    private readonly reader: MetricsReader,
    services: ExternalServiceReader,
    private readonly clock: Clock,
  ) {
    this.sessionCache = new SnapshotCache(() => reader.sessions(), withStaleness, clock);
    this.databaseCache = new SnapshotCache(() => reader.database(), withStaleness, clock);
    this.serviceCache = new SnapshotCache(() => services.all(), withStaleness, clock);
    for (const key of EXTERNAL_SERVICES)
      this.depthCaches.set(key, new SnapshotCache(() => services.one(key), withStaleness, clock));
    this.installationCache = new SnapshotCache(() => reader.installation(), withStaleness, clock);
  }

  sessions(): Promise<Snapshot<SessionMetrics>> {
    return this.sessionCache.get();
  }

  database(): Promise<Snapshot<DatabaseMetrics>> {
    return this.databaseCache.get();
  }

  externalServices(): Promise<Snapshot<ExternalServicesStatus>> {
    return this.serviceCache.get();
  }

  /** @throws DomainError `not_found` for a service that is not one of ours. */
  async externalService(key: string): Promise<Snapshot<ExternalServiceInDepth>> {
    const cache = this.depthCaches.get(key as ExternalServiceKey);
    if (cache !== undefined) return cache.get();
    const known = EXTERNAL_SERVICES.join(', ');
    throw new DomainError('not_found', `There is no service "${key.slice(0, 40)}"; there are ${known}.`);
  }

  installation(): Promise<Snapshot<Installation>> {
    return this.installationCache.get();
  }

  /** `hours` is bounded by its DTO, and so is the number of caches. */
  errorTrend(hours: number): Promise<Snapshot<ErrorTrend>> {
    const cache =
      this.trendCaches.get(hours) ??
      new SnapshotCache(() => this.reader.errorTrend(hours), withStaleness, this.clock);
    this.trendCaches.set(hours, cache);
    return cache.get();
  }
}
