import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { HOUR_MS } from '../../core/time';
import { Clock } from '../../platform/clock/clock';
import { BackgroundWork } from '../../platform/lease/background-work';
import { Leadership } from '../../platform/lease/leadership';
import { MetricSeriesRepository } from '../../storage/metric-series/metric-series.repository';

const REMOVE_EVERY_MS = 60_000;
const MOST_ROWS = 5_000;
const MOST_STEPS = 20;
/** Longer than any of their points: a day's partition is kept for 50 hours, and 24 more while it is not folded. */
const SERIES_MS = 100 * HOUR_MS;

/** Removes series that have fallen silent; rows that are partitioned by time go with their partitions. */
@Injectable()
export class TelemetryRetention {
  private readonly work: BackgroundWork;

  constructor(
    private readonly series: MetricSeriesRepository,
    private readonly clock: Clock,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, new Logger(TelemetryRetention.name), MOST_STEPS);
  }

  @Interval(REMOVE_EVERY_MS)
  tick(): Promise<void> {
    const silentSince = new Date(this.clock.now().getTime() - SERIES_MS);
    return this.work.run((manager) => this.series.removeBefore(silentSince, MOST_ROWS, manager));
  }
}
