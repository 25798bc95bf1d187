import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { BackgroundWork } from '../../platform/lease/background-work';
import { Leadership } from '../../platform/lease/leadership';
import { SessionHourRepository } from '../../storage/session-hours/session-hour.repository';

const FOLD_EVERY_MS = 2_000;
const MOST_HOURS = 24;
const MOST_STEPS = 60;

/** Keeps the hourly counts of sessions up to date. Late or missing folds cost readers time, never exactness. */
@Injectable()
export class SessionHourFolder {
  private readonly work: BackgroundWork;

  constructor(
    private readonly hours: SessionHourRepository,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, new Logger(SessionHourFolder.name), MOST_STEPS);
  }

  @Interval(FOLD_EVERY_MS)
  tick(): Promise<void> {
    return this.work.runInPortions(MOST_HOURS, (manager) => this.fold(manager));
  }

  /** One bounded step within a transaction; answers how many hours were recounted. Safe to repeat. */
  fold(manager: EntityManager): Promise<number> {
    return this.hours.fold(MOST_HOURS, manager);
  }
}
