import { Injectable } from '@nestjs/common';
import type { ErrorsInHour, RoutesInWindow, ServicesInWindow } from '@watchroom/contracts';
import { isInstant } from '@watchroom/contracts/dto';
import { hourWindowOf, type RouteWindow, windowOf } from '../../core/routes/route-window';
import { Clock } from '../../platform/clock/clock';
import { RouteReader } from './route.reader';
import { type Snapshot, SnapshotCache, withStaleness } from './snapshot';

/** An answer takes up to some hundred kilobytes; these are kept. */
const MOST_ANSWERS = 16;

type Answer = ServicesInWindow | RoutesInWindow | ErrorsInHour;

/** Requests by service and route: each answer computed at most once a second, and one answer at a time. */
@Injectable()
export class RouteService {
  private readonly caches = new Map<string, SnapshotCache<Answer>>();
  private reading: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly reader: RouteReader,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `invalid` for a window that cannot be told. */
  async services(asked: { from?: string; to?: string }): Promise<Snapshot<Answer>> {
    const window = windowOf(asked, this.clock.now());
    return this.told(['services', window], () => this.reader.services(window));
  }

  /** @throws DomainError `invalid` for a window that cannot be told, `not_found` for a service that is not in it. */
  async ofService(service: string, asked: { from?: string; to?: string }): Promise<Snapshot<Answer>> {
    const window = windowOf(asked, this.clock.now());
    return this.told(['routes', window, service], () => this.reader.ofService(service, window));
  }

  /** @throws DomainError `invalid` for anything that is no start of a UTC hour. */
  async hour(start: string): Promise<Snapshot<Answer>> {
    const window = hourWindowOf(isInstant(start) ? Date.parse(start) : NaN, this.clock.now());
    return this.told(['hour', window], () => this.reader.hour(window));
  }

  private told(key: [string, RouteWindow, string?], read: () => Promise<Answer>): Promise<Snapshot<Answer>> {
    const name = JSON.stringify(key);
    const cache =
      this.caches.get(name) ?? new SnapshotCache(() => this.inTurn(read), withStaleness<Answer>, this.clock);
    this.caches.delete(name);
    this.caches.set(name, cache); // the one used last is the last to go
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
