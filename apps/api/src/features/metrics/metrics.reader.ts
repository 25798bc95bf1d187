import { Injectable } from '@nestjs/common';
import {
  type DatabaseMetrics,
  type ErrorTrend,
  type Installation,
  type SessionMetrics,
} from '@watchroom/contracts';
import { hoursUpTo } from '../../core/errors/error-trend';
import { databaseMetricsOf, errorTrendBodyOf, sessionMetricsOf } from '../../core/metrics/bodies';
import { newestOf } from '../../core/metrics/evidence';
import { OWN_SERVICE } from '../../core/requests/request-minute';
import { ErrorBucketRepository } from '../../storage/error-buckets/error-bucket.repository';
import { ServiceStatesReader } from './service-states.reader';
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
    private readonly services: ServiceStatesReader,
    private readonly ground: MetricsGround,
  ) {}

  async sessions(): Promise<SessionMetrics> {
    const now = this.ground.clock.now();
    const { activeWindowMs } = this.ground.config;
    const totals = await this.tables.sessions.lastThirtyDays(now);
    const open = await this.tables.sessions.activity(now, activeWindowMs);
    return sessionMetricsOf(totals, open, now, activeWindowMs);
  }

  async database(): Promise<DatabaseMetrics> {
    const now = this.ground.clock.now();
    return databaseMetricsOf(await this.numbers.pool(now), now);
  }

  async errorTrend(hours: number): Promise<ErrorTrend> {
    const now = this.ground.clock.now();
    const starts = hoursUpTo(now, hours);
    const counts = await this.errorBuckets.within(starts[0] ?? now, now);
    const reporting = await this.tables.requestMinutes.reportingServices(now);
    return errorTrendBodyOf(starts, counts, reporting, this.ground.config.thresholds.errorRate, now);
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
