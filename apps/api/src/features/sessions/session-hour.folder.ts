import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { isDatabaseAway } from '../../platform/database/database-away';
import { Leadership, LeaseLost } from '../../platform/lease/leadership';
import { SessionHourRepository } from '../../storage/session-hours/session-hour.repository';

const FOLD_EVERY_MS = 2_000;
/** Bounds one transaction; more hours are left for the next step. */
const HOURS_PER_STEP = 24;
const STEPS_PER_TICK = 60;

/** Keeps the hourly counts of sessions up to date. Late or missing folds cost readers time, never exactness. */
@Injectable()
export class SessionHourFolder implements BeforeApplicationShutdown {
  private readonly log = new Logger(SessionHourFolder.name);
  private running: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly leadership: Leadership,
    private readonly hours: SessionHourRepository,
  ) {}

  @Interval(FOLD_EVERY_MS)
  async tick(): Promise<void> {
    if (this.stopped || this.running || !this.leadership.isLeader) return;
    this.running = this.foldAll().finally(() => (this.running = null));
    await this.running;
  }

  /** The pool closes after this; a fold that is under way ends first. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async foldAll(): Promise<void> {
    try {
      for (let step = 0; step < STEPS_PER_TICK && !this.stopped; step++)
        if ((await this.hours.fold(HOURS_PER_STEP)) < HOURS_PER_STEP) return;
    } catch (error) {
      if (error instanceof LeaseLost || isDatabaseAway(error)) return; // the next tick tries again
      this.log.error(
        'Folding the hours of sessions failed',
        error instanceof Error ? error.stack : undefined,
      );
    }
  }
}
