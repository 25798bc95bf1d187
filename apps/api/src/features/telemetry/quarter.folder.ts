import { setImmediate } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { foldQuarter } from '../../core/errors/fold-quarter';
import { BackgroundWork } from '../../platform/lease/background-work';
import { Leadership } from '../../platform/lease/leadership';
import {
  type RequestQuarter,
  RequestQuarterRepository,
} from '../../storage/request-quarters/request-quarter.repository';

/** Nobody waits for it: history reads the hours of a quarter that is still to be folded. */
const FOLD_EVERY_MS = 60_000;
const MOST_QUARTERS = 4;
const MOST_STEPS = 100;
/** Requests wait no longer than these take to be folded: some milliseconds. */
const SERVICES_AT_A_TIME = 25;

/** Folds hours of requests into quarters of UTC days, as marks in the database say, not the timer. */
@Injectable()
export class QuarterFolder {
  private readonly work: BackgroundWork;

  constructor(
    private readonly quarters: RequestQuarterRepository,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, new Logger(QuarterFolder.name), MOST_STEPS);
  }

  @Interval(FOLD_EVERY_MS)
  tick(): Promise<void> {
    return this.work.runInPortions(MOST_QUARTERS, (manager) => this.fold(manager));
  }

  /** One bounded step within a transaction; answers how many quarters were taken. Safe to repeat. */
  async fold(manager: EntityManager): Promise<number> {
    const dirty = await this.quarters.takeDirty(MOST_QUARTERS, manager);
    for (const quarter of dirty) {
      const rows: RequestQuarter[] = [];
      for (const { service, hours } of await this.quarters.hoursOf(quarter, manager)) {
        rows.push({ quarter, service, ...foldQuarter(hours) });
        if (rows.length % SERVICES_AT_A_TIME === 0) await setImmediate();
      }
      await this.quarters.replace(rows, manager);
    }
    return dirty.length;
  }
}
