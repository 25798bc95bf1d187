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
  private readonly log = new Logger(ErrorBucketAggregator.name);
  private readonly work: BackgroundWork;
  private told: string | null = null;

  constructor(
    private readonly minutes: RequestMinuteRepository,
    private readonly hours: ErrorBucketRepository,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, this.log, MOST_STEPS);
  }

  @Cron('*/20 * * * * *', { name: 'error-buckets' })
  tick(): Promise<void> {
    return this.work.runInPortions(MOST_HOURS, (manager) => this.fold(manager));
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
    if (fold.unreadable > 0) this.tell(hour, fold.unreadable);
    const total = fold.others();
    const totals = total === null ? [] : [total];
    await this.hours.replace({ services: fold.services(), totals, minutes: fold.minutes() }, manager);
  }

  /** Once for each hour and number of them, however often it is folded. */
  private tell(hour: Date, unreadable: number): void {
    const words = `Durations stored for the hour from ${hour.toISOString()} cannot be read (${unreadable} minutes of instances): left out, all requests are counted`;
    if (words !== this.told) this.log.error(words);
    this.told = words;
  }
}
