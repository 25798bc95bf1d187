import { Injectable } from '@nestjs/common';
import {
  type DatabaseMetrics,
  type ErrorTrend,
  type ExternalServicesStatus,
  type Installation,
  type SessionMetrics,
} from '@watchroom/contracts';
import { errorTrendOf, hoursUpTo } from '../../core/errors/error-trend';
import { newestOf, poolEvidence, sessionsEvidence, trendEvidence } from '../../core/metrics/evidence';
import { qualityTotal } from '../../core/quality/average-quality';
import { qualityDistribution } from '../../core/quality/quality-distribution';
import { OWN_SERVICE } from '../../core/requests/request-minute';
import { ErrorBucketRepository } from '../../storage/error-buckets/error-bucket.repository';
import { ExternalServicesReader } from './external-services.reader';
import { MetricsGround } from './metrics-ground';
import { NumberTables } from './number-tables';
import { NumbersReader } from './numbers.reader';

/** Reads each body of the metrics interface from the tables, as of now. */
@Injectable()
export class MetricsReader {
  constructor(
    private readonly tables: NumberTables,
    private readonly errorBuckets: ErrorBucketRepository,
    private readonly numbers: NumbersReader,
    private readonly services: ExternalServicesReader,
    private readonly ground: MetricsGround,
  ) {}

  async sessions(): Promise<SessionMetrics> {
    const now = this.ground.clock.now();
    const { sessions } = this.tables;
    const { total, byCategory, quality } = await sessions.lastThirtyDays(now);
    const open = await sessions.activity(now, this.ground.config.activeWindowMs);
    return {
      total_sessions: total,
      sessions_by_category: byCategory,
      connection_quality_distribution: qualityDistribution(quality),
      sessions_with_quality: qualityTotal(quality),
      evidence: sessionsEvidence({ total, quality }, open, now, this.ground.config.activeWindowMs),
      open_sessions: { active: open.active, stale: open.stale, stale_by_age: open.staleByAge },
      as_of: now.toISOString(),
    };
  }

  async database(): Promise<DatabaseMetrics> {
    const now = this.ground.clock.now();
    const pool = await this.numbers.pool(now);
    const { active, idle, size, waiting, wait_ms, timeouts, replicas } = pool;
    const figures = { active, idle, size, waiting, wait_ms, timeouts, replicas };
    return { ...figures, evidence: poolEvidence(pool), as_of: now.toISOString() };
  }

  async errorTrend(hours: number): Promise<ErrorTrend> {
    const now = this.ground.clock.now();
    const starts = hoursUpTo(now, hours);
    const counts = await this.errorBuckets.within(starts[0] ?? now, now);
    const reporting = await this.tables.requestMinutes.reportingServices(now);
    const trend = errorTrendOf(starts, counts, this.ground.config.thresholds.errorRate);
    return {
      ...trend,
      sources: reporting.map(({ service }) => service),
      evidence: trendEvidence(trend, reporting, now),
      as_of: now.toISOString(),
    };
  }

  externalServices(): Promise<ExternalServicesStatus> {
    return this.services.read(this.ground.clock.now());
  }

  async installation(): Promise<Installation> {
    const now = this.ground.clock.now();
    const { newestAt } = await this.tables.sessions.activity(now, this.ground.config.activeWindowMs);
    const reporting = await this.tables.requestMinutes.reportingServices(now);
    const services = reporting.filter(({ service }) => service !== OWN_SERVICE);
    const newest = newestOf(services.map((source) => source.newestAt));
    return {
      simulated: this.ground.config.demo,
      sessions: { connected: newestAt !== null, newest_at: newestAt?.toISOString() ?? null },
      telemetry: {
        connected: services.length > 0,
        services: services.map(({ service }) => service),
        newest_at: newest?.toISOString() ?? null,
      },
      external_services: this.services.connections(),
      as_of: now.toISOString(),
    };
  }
}
