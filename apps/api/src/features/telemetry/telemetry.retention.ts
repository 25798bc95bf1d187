import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock';
import { Leadership } from '../../platform/lease/leadership';
import { ErrorBucketRepository } from '../../storage/error-buckets/error-bucket.repository';
import { MetricPointRepository } from '../../storage/metric-points/metric-point.repository';
import { MetricSeriesRepository } from '../../storage/metric-series/metric-series.repository';
import { RequestMinuteRepository } from '../../storage/request-minutes/request-minute.repository';
import { BackgroundWork } from '../../platform/lease/background-work';
import { hoursKeptSince, minutesKeptSince, pointsKeptSince } from './retention';

const REMOVE_EVERY_MS = 60_000;
const MOST_ROWS = 5_000;
const MOST_STEPS = 20;

/** The tables that a telemetry row passes through. */
@Injectable()
export class TelemetryTables {
  constructor(
    readonly points: MetricPointRepository,
    readonly series: MetricSeriesRepository,
    readonly minutes: RequestMinuteRepository,
    readonly hours: ErrorBucketRepository,
  ) {}
}

/** Removes what is older than its keep: points and minutes after two days, hours after 400. */
@Injectable()
export class TelemetryRetention {
  private readonly work: BackgroundWork;

  constructor(
    private readonly tables: TelemetryTables,
    private readonly clock: Clock,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, new Logger(TelemetryRetention.name), MOST_STEPS);
  }

  @Interval(REMOVE_EVERY_MS)
  tick(): Promise<void> {
    return this.work.run((manager) => this.remove(manager));
  }

  /** One bounded step within a transaction; answers how many rows went. */
  async remove(manager: EntityManager): Promise<number> {
    const now = this.clock.now();
    const { points, series, minutes, hours } = this.tables;
    return (
      (await points.removeBefore(pointsKeptSince(now), MOST_ROWS, manager)) +
      (await series.removeBefore(pointsKeptSince(now), MOST_ROWS, manager)) +
      (await minutes.removeBefore(minutesKeptSince(now), MOST_ROWS, manager)) +
      (await hours.removeBefore(hoursKeptSince(now), MOST_ROWS, manager))
    );
  }
}
