import { Injectable } from '@nestjs/common';
import type { CurrentMetrics } from '@watchroom/contracts';
import { currentMetricsOf, type CurrentMetricsSettings } from '../../core/metrics/current-metrics';
import type { MeasuredNumbers } from '../../core/metrics/measured-numbers';
import { Clock } from '../../platform/clock/clock';
import { AppConfig } from '../../platform/config/config';
import { NumbersReader } from './numbers.reader';
import { type Snapshot, SnapshotCache, withStaleness } from './snapshot';
import { thresholdsOf } from './thresholds';

/** `/current`: the last numbers that could be read, and whether the database still answers. */
@Injectable()
export class CurrentMetricsService {
  private readonly cache: SnapshotCache<MeasuredNumbers, CurrentMetrics>;

  constructor(numbers: NumbersReader, clock: Clock, config: AppConfig) {
    const settings: CurrentMetricsSettings = {
      thresholds: thresholdsOf(config),
      activeWindowMs: config.activeWindowMs,
      simulated: config.demo,
    };
    this.cache = new SnapshotCache(
      () => numbers.read(),
      (read, awaySince) => withStaleness(currentMetricsOf(read, settings, clock.now(), awaySince), awaySince),
      clock,
    );
  }

  /** @throws the database's error when it is away and nothing was ever read. */
  current(): Promise<Snapshot<CurrentMetrics>> {
    return this.cache.get();
  }

  /** Read at this moment; what it brings is told to those who ask by `current`, too. @throws as `current` */
  newest(): Promise<Snapshot<CurrentMetrics>> {
    return this.cache.newest();
  }
}
