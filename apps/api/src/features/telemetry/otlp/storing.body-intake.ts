import { setImmediate } from 'node:timers/promises';
import { DomainError } from '../../../core/domain-error';
import { leftMs } from '../../../platform/deadline';
import type { MetricPointRepository } from '../../../storage/metric-points/metric-point.repository';
import { BodyIntake, type RefusedPoints, type SentBody } from './body-intake';
import { readBody } from './read-body';
import { SeriesBook } from './series-book';

/** Takes in by itself: in a thread of its own, or beside the requests of what runs from its sources. */
export class StoringBodyIntake extends BodyIntake {
  private readonly book = new SeriesBook();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly points: Pick<MetricPointRepository, 'store'>) {
    super();
  }

  override async take(body: SentBody, nowMs: number): Promise<RefusedPoints> {
    if (body.contentEncoding !== null) await this.nextTurn();
    if ((leftMs() ?? 1) <= 0)
      throw new DomainError('unavailable', 'The export could not be read in time. Nothing was stored.', {
        retryAfterSeconds: 2,
      });
    const { points, refused } = readBody(body, nowMs, this.book);
    await this.points.store(points, new Date(nowMs));
    return refused;
  }

  /** Compressed bodies one at a time, between others: a flood of those that grow large makes only itself wait. */
  private nextTurn(): Promise<unknown> {
    return (this.turn = this.turn.then(() => setImmediate()));
  }
}
