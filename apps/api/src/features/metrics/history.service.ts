import { Injectable } from '@nestjs/common';
import type { History } from '@watchroom/contracts';
import { type HistoryQuestion, type HistoryRequest, questionOf } from '../../core/history/history-question';
import { Clock } from '../../platform/clock/clock';
import { HistoryReader } from './history.reader';
import { type Snapshot, SnapshotCache, withStaleness } from './snapshot';

/** An answer takes up to half a megabyte; these are kept. */
const MOST_ANSWERS = 16;

/** Numbers over time: each answer computed at most once a second, and one answer at a time. */
@Injectable()
export class HistoryService {
  private readonly caches = new Map<string, SnapshotCache<History>>();
  private reading: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly reader: HistoryReader,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `invalid` for a question that cannot be answered, `not_found` for an unknown service. */
  async history(request: HistoryRequest): Promise<Snapshot<History>> {
    const question = questionOf(request, this.clock.now());
    const key = keyOf(question);
    const cache =
      this.caches.get(key) ??
      new SnapshotCache(() => this.inTurn(() => this.reader.read(question)), withStaleness, this.clock);
    this.caches.delete(key);
    this.caches.set(key, cache); // the one used last is the last to go
    const [oldest] = this.caches.keys();
    if (this.caches.size > MOST_ANSWERS && oldest !== undefined) this.caches.delete(oldest);
    return cache.get();
  }

  /** Long answers must neither fill the pool nor the processor: whoever asks for another waits. */
  private inTurn(read: () => Promise<History>): Promise<History> {
    const turn = this.reading.then(read, read);
    this.reading = turn.catch(() => undefined);
    return turn;
  }
}

const keyOf = ({ metric, grid, stepSeconds, service, provider, timeZone }: HistoryQuestion): string =>
  JSON.stringify([metric, grid.startMs, grid.endMs, stepSeconds, service, provider, timeZone]);
