import { setImmediate } from 'node:timers/promises';
import { BodyReader, type ReadBody, type SentBody } from './body-reader';
import { readBody } from './read-body';
import { SeriesBook } from './series-book';

/** Reads in the thread of whoever asks: for what runs from its sources, where no thread has a program. */
export class InThreadBodyReader extends BodyReader {
  private readonly book = new SeriesBook();
  private turn: Promise<unknown> = Promise.resolve();

  override async read(body: SentBody, nowMs: number): Promise<ReadBody> {
    await this.nextTurn();
    return readBody(body, nowMs, this.book);
  }

  /** One body after the other, and whoever asks for something else in between: a flood makes only itself wait. */
  private nextTurn(): Promise<unknown> {
    return (this.turn = this.turn.then(() => setImmediate()));
  }
}
