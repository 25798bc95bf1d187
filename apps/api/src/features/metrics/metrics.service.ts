import { Injectable } from '@nestjs/common';
import {
  type DatabaseMetrics,
  type ErrorTrend,
  EXTERNAL_SERVICES,
  type ExternalServiceDetail,
  type ExternalServiceKey,
  type ExternalServicesStatus,
  type Installation,
  type SessionMetrics,
} from '@watchroom/contracts';
import { DomainError } from '../../core/domain-error';
import { Clock } from '../../platform/clock/clock';
import { MetricsReader } from './metrics.reader';
import { Snapshot, SnapshotCache } from './snapshot';

/** The read side: every body computed at most once a second, whoever asks. */
@Injectable()
export class MetricsService {
  private readonly sessionCache: SnapshotCache<SessionMetrics>;
  private readonly databaseCache: SnapshotCache<DatabaseMetrics>;
  private readonly serviceCache: SnapshotCache<ExternalServicesStatus>;
  private readonly installationCache: SnapshotCache<Installation>;
  private readonly trendCaches = new Map<number, SnapshotCache<ErrorTrend>>();

  constructor(
    private readonly reader: MetricsReader,
    private readonly clock: Clock,
  ) {
    this.sessionCache = new SnapshotCache(() => reader.sessions(), clock);
    this.databaseCache = new SnapshotCache(() => reader.database(), clock);
    this.serviceCache = new SnapshotCache(() => reader.externalServices(), clock);
    this.installationCache = new SnapshotCache(() => reader.installation(), clock);
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
  async externalService(key: string): Promise<Snapshot<ExternalServiceDetail>> {
    if (!isExternalService(key))
      throw new DomainError(
        'not_found',
        `There is no service "${key.slice(0, 40)}"; there are ${EXTERNAL_SERVICES.join(', ')}.`,
      );
    const { value } = await this.serviceCache.get();
    return new Snapshot(value.details[key]);
  }

  installation(): Promise<Snapshot<Installation>> {
    return this.installationCache.get();
  }

  /** `hours` is bounded by its DTO, and so is the number of caches. */
  errorTrend(hours: number): Promise<Snapshot<ErrorTrend>> {
    const cache =
      this.trendCaches.get(hours) ?? new SnapshotCache(() => this.reader.errorTrend(hours), this.clock);
    this.trendCaches.set(hours, cache);
    return cache.get();
  }
}

const isExternalService = (key: string): key is ExternalServiceKey =>
  (EXTERNAL_SERVICES as readonly string[]).includes(key);
