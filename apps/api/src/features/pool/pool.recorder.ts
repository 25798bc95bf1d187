import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { Distribution } from '../../core/latency/distribution';
import { MinuteUse, type Moment, PoolUseMeter } from '../../core/pool/pool-use';
import { MINUTE_MS } from '../../core/time';
import { Clock } from '../../platform/clock/clock';
import { poolOf } from '../../platform/database/data-source';
import type { DatabasePool } from '../../platform/database/database.pool';
import { queueOf } from '../../platform/database/metered-pool';
import { type PoolListener, PoolMeter } from '../../platform/database/pool-meter';
import type { PoolGauge } from '../../platform/database/pool-observer';
import { Replica } from '../../platform/replica';
import { type PoolMinute, PoolMinuteRepository } from '../../storage/pool-minutes/pool-minute.repository';

const REPORT_EVERY_MS = 2_000;
/** While the database is away minutes are kept here; an hour of them is about 60 kB. */
const MOST_MINUTES = 60;
/** No such table, no such column. */
const UNDEFINED = new Set(['42P01', '42703']);

interface OpenMinute {
  waits: Distribution;
  timeouts: number;
  use: MinuteUse;
  /** As it stood last within the minute; null as long as there is no pool. */
  gauge: PoolGauge | null;
}

/**
 * Records every checkout of this replica's pool and reports it by minute; replaced rows cannot count twice. A minute
 * without a checkout has a row as well: one without a row was not observed.
 */
@Injectable()
export class PoolRecorder implements PoolListener, OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger(PoolRecorder.name);
  private readonly minutes = new Map<number, OpenMinute>();
  private readonly use = new PoolUseMeter((startMs) => this.minutes.get(startMs)?.use);
  private reporting: Promise<void> | null = null;
  private isLeaving = false;
  private isReporting = true;

  constructor(
    private readonly dataSource: DataSource,
    private readonly meter: PoolMeter,
    private readonly repository: PoolMinuteRepository,
    private readonly clock: Clock,
    private readonly replica: Replica,
  ) {}

  onModuleInit(): void {
    this.meter.listen(this);
  }

  waited(waitMs: number): void {
    this.minute().waits.record(waitMs);
  }

  timedOut(): void {
    this.minute().timeouts++;
  }

  inUse(connections: number): void {
    this.minute(); // observed from now on
    this.use.changed(connections, this.size(), this.moment());
  }

  queued(callers: number): void {
    this.minute().use.queued(callers);
  }

  /** Single flight: a report that waits for the database does not pile up; the pool is looked at all the same. */
  @Interval(REPORT_EVERY_MS)
  report(): Promise<void> {
    if (!this.dataSource.isInitialized) return Promise.resolve();
    this.minute().gauge = this.gauge();
    this.use.settle(this.size(), this.moment());
    return (this.reporting ??= this.write().finally(() => (this.reporting = null)));
  }

  /** The last requests have been answered and the pool is still open: the ground closes after the features. */
  async onApplicationShutdown(): Promise<void> {
    await this.reporting;
    this.isLeaving = true;
    await this.report();
  }

  private async write(): Promise<void> {
    const now = this.clock.now().getTime();
    const written = [...this.minutes.keys()];
    try {
      await this.repository.replace(written.flatMap((start) => this.row(start, now)));
      const current = Math.max(...written);
      for (const start of written) if (start < current) this.minutes.delete(start);
      if (!this.isReporting) this.log.log('The pool is reported again');
      this.isReporting = true;
    } catch (error) {
      if (this.isReporting) this.log.warn(`The pool is not reported: ${cureOf(error)}`);
      this.isReporting = false;
    }
  }

  private row(start: number, now: number): PoolMinute[] {
    const minute = this.minutes.get(start);
    if (!minute?.gauge) return [];
    return [
      {
        minute: new Date(start),
        replica: this.replica.id,
        waits: minute.waits.encode(),
        timeouts: minute.timeouts,
        ...minute.use.told,
        ...minute.gauge,
        reportedAt: new Date(Math.min(now, start + MINUTE_MS - 1)),
      },
    ];
  }

  private minute(): OpenMinute {
    const start = Math.floor(this.clock.now().getTime() / MINUTE_MS) * MINUTE_MS;
    const open = this.minutes.get(start);
    if (open) return open;
    const opened = { waits: new Distribution(), timeouts: 0, use: new MinuteUse(), gauge: this.gauge() };
    this.minutes.set(start, opened);
    const [oldest] = this.minutes.keys();
    if (this.minutes.size > MOST_MINUTES && oldest !== undefined) this.minutes.delete(oldest);
    return opened;
  }

  private moment(): Moment {
    return { wallMs: this.clock.now().getTime(), monotonicMs: this.clock.monotonicMs() };
  }

  /** None before the first connection. */
  private get pool(): DatabasePool | undefined {
    return poolOf(this.dataSource);
  }

  private size(): number {
    return this.pool?.options.max ?? 0;
  }

  private gauge(): PoolGauge | null {
    if (this.isLeaving) return { active: 0, idle: 0, size: 0, waiting: 0 }; // gone, not silent
    const { pool } = this;
    if (pool === undefined) return null;
    const waiting = queueOf(pool);
    // pg hands idle connections over in the next tick: until then their callers stand in the queue without waiting.
    const served = Math.min(pool.idleCount, pool.waitingCount - waiting);
    return {
      active: pool.totalCount - pool.openingCount - pool.idleCount + served,
      idle: pool.idleCount - served,
      size: pool.options.max,
      waiting,
    };
  }
}

/** Said once, not every two seconds: nothing is lost for an hour. */
function cureOf(error: unknown): string {
  const { code = '', message = 'unknown' } = error as { code?: string; message?: string };
  return UNDEFINED.has(code) ? `${message}. Migrate the database: start a replica of this release` : message;
}
