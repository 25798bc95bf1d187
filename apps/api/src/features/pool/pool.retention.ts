import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../platform/clock/clock';
import { BackgroundWork } from '../../platform/lease/background-work';
import { Leadership } from '../../platform/lease/leadership';
import { PoolMinuteRepository } from '../../storage/pool-minutes/pool-minute.repository';

const REMOVE_EVERY_MS = 60_000;
const KEPT_MS = 48 * 3_600_000;
const MOST_STEPS = 2;

/** Removes what replicas reported of their pools more than two days ago. */
@Injectable()
export class PoolRetention {
  private readonly work: BackgroundWork;

  constructor(
    private readonly minutes: PoolMinuteRepository,
    private readonly clock: Clock,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, new Logger(PoolRetention.name), MOST_STEPS);
  }

  @Interval(REMOVE_EVERY_MS)
  tick(): Promise<void> {
    const keptSince = new Date(this.clock.now().getTime() - KEPT_MS);
    return this.work.run((manager) => this.minutes.removeBefore(keptSince, manager));
  }
}
