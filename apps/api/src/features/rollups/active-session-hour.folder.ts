import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { BackgroundWork } from '../../platform/lease/background-work';
import { Leadership } from '../../platform/lease/leadership';
import { SessionMinuteRepository } from '../../storage/session-minutes/session-minute.repository';

const FOLD_EVERY_MS = 60_000;
const MOST_HOURS = 24;
const MOST_STEPS = 10;

/** Folds the minutes in which sessions were counted into hours, as marks in the database say, not the timer. */
@Injectable()
export class ActiveSessionHourFolder {
  private readonly work: BackgroundWork;

  constructor(
    private readonly minutes: SessionMinuteRepository,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, new Logger(ActiveSessionHourFolder.name), MOST_STEPS);
  }

  @Interval(FOLD_EVERY_MS)
  tick(): Promise<void> {
    return this.work.runInPortions(MOST_HOURS, (manager) => this.fold(manager));
  }

  /** One bounded step within a transaction; answers how many hours were folded. Safe to repeat. */
  fold(manager: EntityManager): Promise<number> {
    return this.minutes.fold(MOST_HOURS, manager);
  }
}
