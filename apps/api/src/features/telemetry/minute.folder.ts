import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { foldPoints } from '../../core/requests/fold-points';
import { Leadership } from '../../platform/lease/leadership';
import { MetricPointRepository } from '../../storage/metric-points/metric-point.repository';
import { RequestMinuteRepository } from '../../storage/request-minutes/request-minute.repository';
import { BackgroundWork } from '../../platform/lease/background-work';

const FOLD_EVERY_MS = 1_500;
const MOST_MARKS = 50;
const MOST_STEPS = 20;

/** Folds the points of senders into minutes: what is marked is recomputed and replaced, never added to. */
@Injectable()
export class MinuteFolder {
  private readonly work: BackgroundWork;

  constructor(
    private readonly points: MetricPointRepository,
    private readonly minutes: RequestMinuteRepository,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, new Logger(MinuteFolder.name), MOST_STEPS);
  }

  @Interval(FOLD_EVERY_MS)
  tick(): Promise<void> {
    return this.work.run((manager) => this.fold(manager));
  }

  /** One bounded step within a transaction; answers how many minutes were folded. Safe to repeat. */
  async fold(manager: EntityManager): Promise<number> {
    const marked = await this.points.takeMarked(MOST_MARKS, manager);
    if (marked.length === 0) return 0;
    await this.minutes.replace(foldPoints(await this.points.within(marked, manager)), manager);
    return marked.length;
  }
}
