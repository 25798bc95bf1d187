import { setImmediate } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { DamagedDistribution } from '../../core/latency/bytes';
import { hourOf } from '../../core/time';
import { addPacked, packRoutes } from '../../core/routes/route-pack';
import { RouteTally } from '../../core/routes/route-tally';
import { BackgroundWork } from '../../platform/lease/background-work';
import { Leadership } from '../../platform/lease/leadership';
import {
  type MinuteRoutes,
  RequestRouteRepository,
  type ServiceRoutes,
} from '../../storage/request-routes/request-route.repository';

const FOLD_EVERY_MS = 1_000;
const MINUTES_AT_ONCE = 10;
/** An hour is put together once for all its minutes that a step takes: it takes more of them for so long. */
const STEP_TAKES_MS = 100;
const MOST_STEPS = 50;
/** At most a tenth of a core: routes then lag, and several reports of a minute are folded at once. */
const REST_PER_WORK = 9;

/** Folds routes of instances into those of services, by minute and by hour, as marks in the database say. */
@Injectable()
export class RouteFolder {
  private readonly log = new Logger(RouteFolder.name);
  private readonly work: BackgroundWork;

  constructor(
    private readonly routes: RequestRouteRepository,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, this.log, MOST_STEPS, (workedMs) => workedMs * REST_PER_WORK);
  }

  @Interval(FOLD_EVERY_MS)
  tick(): Promise<void> {
    return this.work.run((manager) => this.fold(manager));
  }

  /** One bounded step within a transaction; answers how many minutes were taken. Safe to repeat. */
  async fold(manager: EntityManager): Promise<number> {
    const minutes = await this.foldMinutes(manager);
    for (const hour of new Set(minutes.map((minute) => hourOf(minute.getTime())))) {
      const tallies = await this.tallied(await this.routes.ofMinutes(new Date(hour), manager));
      for (const [service, tally] of tallies) tallies.set(service, tally.limited());
      await this.routes.replaceHour(new Date(hour), packed(tallies), manager);
    }
    return minutes.length;
  }

  private async foldMinutes(manager: EntityManager): Promise<Date[]> {
    const startedAt = performance.now();
    const minutes: Date[] = [];
    for (;;) {
      const taken = await this.routes.takeDirty(MINUTES_AT_ONCE, manager);
      const told = await this.routes.ofInstances(taken, manager);
      const folded: MinuteRoutes[] = [];
      for (const minute of taken)
        folded.push(
          ...(await this.ofServices(told.filter((row) => row.minute.getTime() === minute.getTime()))),
        );
      await this.routes.replaceMinutes(folded, manager);
      minutes.push(...taken);
      if (taken.length < MINUTES_AT_ONCE || performance.now() - startedAt > STEP_TAKES_MS) return minutes;
    }
  }

  /** One minute; what the only instance of each service told stands for the service as it is. */
  private async ofServices(rows: readonly MinuteRoutes[]): Promise<readonly MinuteRoutes[]> {
    const services = new Set(rows.map(({ service }) => service));
    if (services.size === rows.length) return rows;
    const { minute } = rows[0]!;
    return packed(await this.tallied(rows)).map(({ service, routes }) => ({ service, routes, minute }));
  }

  private async tallied(rows: readonly ServiceRoutes[]): Promise<Map<string, RouteTally>> {
    const tallies = new Map<string, RouteTally>();
    for (const { service, routes } of rows) {
      const tally = tallies.get(service) ?? new RouteTally();
      tallies.set(service, tally);
      this.add(tally, routes);
      await setImmediate(); // a row may hold thousands of routes: whoever asks for something else has a turn
    }
    return tallies;
  }

  private add(tally: RouteTally, routes: Buffer): void {
    try {
      addPacked(tally, routes);
    } catch (error) {
      if (!(error instanceof DamagedDistribution)) throw error;
      this.log.error(`Routes stored for a minute cannot be read and are left out: ${error.message}`);
    }
  }
}

const packed = (tallies: ReadonlyMap<string, RouteTally>): ServiceRoutes[] =>
  [...tallies].map(([service, tally]) => ({ service, routes: packRoutes(tally) }));
