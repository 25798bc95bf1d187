import type { Clock } from '../../platform/clock/clock';
import { type Snapshot, SnapshotCache, withStaleness } from './snapshot';

/** One takes up to half a megabyte; so many are kept. */
export const MOST_ANSWERS = 16;

/**
 * Answers to long questions, of which there are many: each is computed at most once a second, one of them at a time,
 * and those asked for last are kept.
 */
export class RecentAnswers<Answer extends object> {
  private readonly caches = new Map<string, SnapshotCache<Answer>>();
  private reading: Promise<unknown> = Promise.resolve();

  constructor(private readonly clock: Clock) {}

  /** `question`: what tells this answer from all others, as plain data. @throws what `read` throws. */
  tell(question: readonly unknown[], read: () => Promise<Answer>): Promise<Snapshot<Answer>> {
    const key = JSON.stringify(question);
    const cache =
      this.caches.get(key) ?? new SnapshotCache(() => this.inTurn(read), withStaleness<Answer>, this.clock);
    this.caches.delete(key);
    this.caches.set(key, cache); // the one used last is the last to go
    const [oldest] = this.caches.keys();
    if (this.caches.size > MOST_ANSWERS && oldest !== undefined) this.caches.delete(oldest);
    return cache.get();
  }

  /** Long answers must neither fill the pool nor the processor: whoever asks for another waits. */
  private inTurn(read: () => Promise<Answer>): Promise<Answer> {
    const turn = this.reading.then(read, read);
    this.reading = turn.catch(() => undefined);
    return turn;
  }
}
