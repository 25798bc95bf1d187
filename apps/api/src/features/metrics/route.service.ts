import { Injectable } from '@nestjs/common';
import type { ErrorsInHour, RoutesInWindow, ServicesInWindow } from '@watchroom/contracts';
import { isInstant } from '@watchroom/contracts/dto';
import { hourWindowOf, windowOf } from '../../core/routes/route-window';
import { Clock } from '../../platform/clock/clock';
import { RouteReader } from './route.reader';
import { RecentAnswers } from './recent-answers';
import type { Snapshot } from './snapshot';

type Answer = ServicesInWindow | RoutesInWindow | ErrorsInHour;

/** Requests by service and route: each answer computed at most once a second, and one answer at a time. */
@Injectable()
export class RouteService {
  private readonly answers: RecentAnswers<Answer>;

  constructor(
    private readonly reader: RouteReader,
    private readonly clock: Clock,
  ) {
    this.answers = new RecentAnswers(clock);
  }

  /** @throws DomainError `invalid` for a window that cannot be told. */
  async services(asked: { from?: string; to?: string }): Promise<Snapshot<Answer>> {
    const window = windowOf(asked, this.clock.now());
    return this.answers.tell(['services', window], () => this.reader.services(window));
  }

  /** @throws DomainError `invalid` for a window that cannot be told, `not_found` for a service that is not in it. */
  async ofService(service: string, asked: { from?: string; to?: string }): Promise<Snapshot<Answer>> {
    const window = windowOf(asked, this.clock.now());
    return this.answers.tell(['routes', window, service], () => this.reader.ofService(service, window));
  }

  /** @throws DomainError `invalid` for anything that is no start of a UTC hour. */
  async hour(start: string): Promise<Snapshot<Answer>> {
    const window = hourWindowOf(isInstant(start) ? Date.parse(start) : NaN, this.clock.now());
    return this.answers.tell(['hour', window], () => this.reader.hour(window));
  }
}
