import { Injectable } from '@nestjs/common';
import type { CurrentMetrics } from '@watchroom/contracts';
import { currentMetricsOf, type CurrentMetricsSettings } from '../../core/metrics/current-metrics';
import type { MeasuredNumbers } from '../../core/metrics/measured-numbers';
import { Clock } from '../../platform/clock/clock';
import { AppConfig } from '../../platform/config/config';
import { isDatabaseAway } from '../../platform/database/database-away';
import { NumbersReader } from './numbers.reader';
import { type Snapshot, SnapshotCache } from './snapshot';
import { thresholdsOf } from './thresholds';

/** With what the sign-in check may take, below the 5 s within which an answer is due. */
const PATIENCE_MS = 3_000;

/** `/current`: the last numbers that could be read, and whether the database still answers. */
@Injectable()
export class CurrentMetricsService {
  private readonly cache: SnapshotCache<CurrentMetrics>;
  private readonly settings: CurrentMetricsSettings;
  private last: MeasuredNumbers | null = null;
  private awaySince: Date | null = null;
  private reading: Promise<MeasuredNumbers> | null = null;

  constructor(
    private readonly numbers: NumbersReader,
    private readonly clock: Clock,
    config: AppConfig,
  ) {
    this.cache = new SnapshotCache(() => this.compute(), clock);
    this.settings = {
      thresholds: thresholdsOf(config),
      activeWindowMs: config.activeWindowMs,
      simulated: config.demo,
    };
  }

  /** @throws the database's error when it is away and nothing was ever read. */
  current(): Promise<Snapshot<CurrentMetrics>> {
    return this.cache.get();
  }

  private async compute(): Promise<CurrentMetrics> {
    try {
      this.last = await this.readInTime();
      this.awaySince = null;
    } catch (error) {
      if (!(error instanceof TooSlow || isDatabaseAway(error)) || this.last === null) throw error;
      this.awaySince ??= this.clock.now();
    }
    return currentMetricsOf(this.last, this.settings, this.clock.now(), this.awaySince);
  }

  /** A frozen database is given up before the caller gives up; what it still answers is for the next one. */
  private async readInTime(): Promise<MeasuredNumbers> {
    const reading = (this.reading ??= this.numbers.read().finally(() => (this.reading = null)));
    if (this.last === null) return reading;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new TooSlow()), PATIENCE_MS);
    });
    try {
      return await Promise.race([reading, patience]);
    } finally {
      clearTimeout(timer);
    }
  }
}

class TooSlow extends Error {}
