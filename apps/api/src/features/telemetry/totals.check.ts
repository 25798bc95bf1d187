import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { HOUR_MS } from '../../core/time';
import { Clock } from '../../platform/clock/clock';
import { BackgroundWork } from '../../platform/lease/background-work';
import { Leadership } from '../../platform/lease/leadership';
import { ErrorBucketRepository } from '../../storage/error-buckets/error-bucket.repository';

const CHECK_EVERY_MS = 600_000;
/** As long as minutes are kept: what is older is not folded any more. */
const CHECKED_MS = 50 * HOUR_MS;

/** Has hours folded again whose totals a replica of an earlier release has not written. */
@Injectable()
export class TotalsCheck {
  private readonly log = new Logger(TotalsCheck.name);
  private readonly work: BackgroundWork;

  constructor(
    private readonly hours: ErrorBucketRepository,
    private readonly clock: Clock,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, this.log, 1);
  }

  @Interval(CHECK_EVERY_MS)
  tick(): Promise<void> {
    return this.work.run((manager) => this.check(manager));
  }

  private async check(manager: EntityManager): Promise<number> {
    const marked = await this.hours.markDiffering(new Date(this.clock.now().getTime() - CHECKED_MS), manager);
    if (marked > 0) this.log.warn(`${marked} totals do not add up to their hours: they are folded again`);
    return marked;
  }
}
