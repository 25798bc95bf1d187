import { setImmediate } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { FIRST_MARKS, nextMarks, restAfter } from '../../core/requests/fold-pace';
import { MinuteFold } from '../../core/requests/fold-points';
import { Leadership } from '../../platform/lease/leadership';
import { MetricPointRepository } from '../../storage/metric-points/metric-point.repository';
import { RequestMinuteRepository } from '../../storage/request-minutes/request-minute.repository';
import { RequestRouteRepository } from '../../storage/request-routes/request-route.repository';
import { BackgroundWork } from '../../platform/lease/background-work';

const FOLD_EVERY_MS = 1_000;
const MOST_STEPS = 20;
/** So many points are folded at a time; then whoever else waits for the process has a turn. */
const POINTS_A_TURN = 200;

/** Folds the points of senders into minutes: what is marked is recomputed and replaced, never added to. */
@Injectable()
export class MinuteFolder {
  private readonly log = new Logger(MinuteFolder.name);
  private readonly work: BackgroundWork;
  private marks = FIRST_MARKS;

  constructor(
    private readonly points: MetricPointRepository,
    private readonly minutes: RequestMinuteRepository,
    private readonly routes: RequestRouteRepository,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, this.log, MOST_STEPS, restAfter);
  }

  @Interval(FOLD_EVERY_MS)
  tick(): Promise<void> {
    return this.work.run((manager) => this.fold(manager));
  }

  /** One bounded step within a transaction; answers how many minutes were folded. Safe to repeat. */
  async fold(manager: EntityManager): Promise<number> {
    const marked = await this.points.takeMarked(this.marks, manager);
    if (marked.length === 0) return 0;
    const { points, setAside } = await this.points.within(marked, manager);
    if (setAside > 0)
      this.log.error(`${setAside} stored points cannot be read: set aside, all others are counted`);
    this.marks = nextMarks(this.marks, points.length);
    const fold = new MinuteFold();
    for (const [i, point] of points.entries()) {
      if (i % POINTS_A_TURN === POINTS_A_TURN - 1) await setImmediate();
      fold.add(point);
    }
    const minutes = fold.minutes();
    await this.minutes.replace(minutes, manager);
    await this.routes.put(minutes, manager);
    return marked.length;
  }
}
