import { Injectable } from '@nestjs/common';
import type { MeasuredNumbers } from '../../core/metrics/measured-numbers';
import { type PoolSummary, POOL_WINDOW_MINUTES, summarisePool } from '../../core/pool/pool-summary';
import { Clock } from '../../platform/clock/clock';
import { AppConfig } from '../../platform/config/config';
import { DatabaseWatch } from './database.watch';
import { NumberTables } from './number-tables';
import { ServiceStatesReader } from './service-states.reader';

const MINUTE_MS = 60_000;

/** Reads all numbers of one moment. One after another: a snapshot a second must not fill the pool that it measures. */
@Injectable()
export class NumbersReader {
  constructor(
    private readonly tables: NumberTables,
    private readonly externalServices: ServiceStatesReader,
    private readonly config: AppConfig,
    private readonly database: DatabaseWatch,
    private readonly clock: Clock,
  ) {}

  /** @throws the database's error when it does not answer, or takes no writes: then what it tells is from before. */
  async read(): Promise<MeasuredNumbers> {
    await this.database.look();
    const readAt = this.clock.now();
    const { sessions, requestMinutes, metricPoints, healthStates } = this.tables;
    return {
      readAt,
      sessions: await sessions.activity(readAt, this.config.activeWindowMs),
      quality: await sessions.recentQuality(readAt),
      requests: await requestMinutes.lastHour(readAt),
      latency: await requestMinutes.latency(readAt),
      intake: await metricPoints.condition(readAt),
      reporting: await requestMinutes.reportingServices(readAt),
      pool: await this.pool(readAt),
      externalServices: (await this.externalServices.read(readAt)).details,
      certificates: await this.externalServices.certificates(),
      judged: await healthStates.read(),
      outages: this.database.outages,
    };
  }

  async pool(now: Date): Promise<PoolSummary> {
    const current = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
    const from = new Date(current - (POOL_WINDOW_MINUTES - 1) * MINUTE_MS);
    const minutes = await this.tables.poolMinutes.since(from, now);
    return summarisePool(minutes, this.config.database.poolSize, now);
  }
}
