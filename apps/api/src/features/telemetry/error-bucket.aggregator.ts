import { setImmediate } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { HourFold } from '../../core/errors/fold-hours';
import { Leadership } from '../../platform/lease/leadership';
import { ErrorBucketRepository } from '../../storage/error-buckets/error-bucket.repository';
import { RequestMinuteRepository } from '../../storage/request-minutes/request-minute.repository';
import { BackgroundWork } from '../../platform/lease/background-work';

const MOST_HOURS = 4;
const MOST_STEPS = 50;
/** Requests wait no longer than these take to be decoded: some milliseconds. */
const PARTS_AT_A_TIME = 200;

/**
 * Folds minutes into hour buckets. The marks in the database say which hours have changed, not the timer: a tick
 * missed, late or twice leaves the same rows.
 */
@Injectable()
export class ErrorBucketAggregator {
  private readonly work: BackgroundWork;

  constructor(
    private readonly minutes: RequestMinuteRepository,
    private readonly hours: ErrorBucketRepository,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, new Logger(ErrorBucketAggregator.name), MOST_STEPS);
  }

  @Cron('*/20 * * * * *', { name: 'error-buckets' })
  tick(): Promise<void> {
    return this.work.run(async (manager) => {
      const folded = await this.fold(manager);
      return folded < MOST_HOURS ? 0 : folded;
    });
  }

  /** One bounded step within a transaction; answers how many hours were taken. Safe to repeat. */
  async fold(manager: EntityManager): Promise<number> {
    const dirty = await this.hours.takeDirty(MOST_HOURS, manager);
    for (const hour of dirty) await this.foldHour(hour, manager);
    return dirty.length;
  }

  private async foldHour(hour: Date, manager: EntityManager): Promise<void> {
    const fold = new HourFold(hour);
    for (const [i, part] of (await this.minutes.within(hour, manager)).entries()) {
      fold.add(part);
      if (i % PARTS_AT_A_TIME === PARTS_AT_A_TIME - 1) await setImmediate();
    }
    const others = fold.others();
    await this.hours.replace(fold.services(), others === null ? [] : [others], manager);
  }
}
