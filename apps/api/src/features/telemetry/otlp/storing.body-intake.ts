import { DomainError } from '../../../core/domain-error';
import { DeadlinePassed, leftMs } from '../../../platform/deadline';
import type { MetricPointRepository } from '../../../storage/metric-points/metric-point.repository';
import { BodyIntake, type RefusedPoints, type SentBody } from './body-intake';
import { decompressed, lightBody } from './otlp-body';
import { type ReadBody, readBody } from './read-body';
import { SeriesBook } from './series-book';

/**
 * Takes in by itself: in a thread of its own, or beside the requests of what runs from its sources. Large bodies are
 * read one after the other, the small ones of everybody else between them.
 */
export class StoringBodyIntake extends BodyIntake {
  private readonly book = new SeriesBook();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly points: Pick<MetricPointRepository, 'store'>) {
    super();
  }

  override async take(body: SentBody, nowMs: number): Promise<RefusedPoints> {
    const { points, refused } = await this.read(body, nowMs).catch(ofReader);
    await this.points.store(points, new Date(nowMs));
    return refused;
  }

  private async read({ bytes, contentEncoding, encoding }: SentBody, nowMs: number): Promise<ReadBody> {
    requireTime();
    const light = lightBody(bytes, contentEncoding);
    if (light !== null) return readBody(light, encoding, nowMs, this.book);
    return this.inTurn(async () => {
      requireTime();
      const heavy = await decompressed(bytes, contentEncoding);
      return readBody(heavy, encoding, nowMs, this.book);
    });
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

function requireTime(): void {
  if ((leftMs() ?? 1) <= 0) throw new DeadlinePassed();
}

function ofReader(error: unknown): never {
  if (!(error instanceof DeadlinePassed)) throw error;
  throw new DomainError('unavailable', 'The export could not be read in time. Nothing was stored.', {
    retryAfterSeconds: 2,
  });
}
