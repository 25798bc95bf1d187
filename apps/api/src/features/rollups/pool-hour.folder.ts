import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { foldPoolHour, type PoolHour } from '../../core/pool/fold-pool-hour';
import { BackgroundWork } from '../../platform/lease/background-work';
import { Leadership } from '../../platform/lease/leadership';
import { PoolHourRepository } from '../../storage/pool-hours/pool-hour.repository';

const FOLD_EVERY_MS = 60_000;
const MOST_HOURS = 4;
const MOST_STEPS = 50;

/** Folds what the replicas reported of their pools into hours, as marks in the database say, not the timer. */
@Injectable()
export class PoolHourFolder {
  private readonly log = new Logger(PoolHourFolder.name);
  private readonly work: BackgroundWork;

  constructor(
    private readonly hours: PoolHourRepository,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, this.log, MOST_STEPS);
  }

  @Interval(FOLD_EVERY_MS)
  tick(): Promise<void> {
    return this.work.runInPortions(MOST_HOURS, (manager) => this.fold(manager));
  }

  /** One bounded step within a transaction; answers how many hours were taken. Safe to repeat. */
  async fold(manager: EntityManager): Promise<number> {
    const dirty = await this.hours.takeDirty(MOST_HOURS, manager);
    for (const hour of dirty) {
      const folded = foldPoolHour(hour, await this.hours.partsOf(hour, manager));
      if (folded !== null) await this.keep(folded, manager);
    }
    return dirty.length;
  }

  private keep(hour: PoolHour, manager: EntityManager): Promise<void> {
    if (hour.unreadable > 0)
      this.log.error(
        `Waits stored for the hour from ${hour.hour.toISOString()} cannot be read (${hour.unreadable} reports): left out`,
      );
    return this.hours.replace(hour, manager);
  }
}
