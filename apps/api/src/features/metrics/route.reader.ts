import { setImmediate } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { ErrorsInHour, RequestWindow, RoutesInWindow, ServicesInWindow } from '@watchroom/contracts';
import { DomainError } from '../../core/domain-error';
import { hourState, isTooFew } from '../../core/errors/hour-state';
import { DamagedDistribution } from '../../core/latency/bytes';
import { Distribution } from '../../core/latency/distribution';
import { addPacked } from '../../core/routes/route-pack';
import { byErrors, type Measure, numbersOf, restOf, routesOf } from '../../core/routes/route-report';
import { MOST_ROUTES, RouteTally } from '../../core/routes/route-tally';
import type { RouteWindow } from '../../core/routes/route-window';
import { ErrorBucketRepository } from '../../storage/error-buckets/error-bucket.repository';
import type { ServiceRoutes } from '../../storage/request-routes/request-route.repository';
import {
  RouteHistoryRepository,
  type ServicePart,
} from '../../storage/request-routes/route-history.repository';
import { MetricsGround } from './metrics-ground';
import { NumberTables } from './number-tables';

/** Requests wait no longer than these take to be put together: some milliseconds. */
const PARTS_AT_A_TIME = 100;

/** Reads requests by service, by route, and the routes of one hour of errors. */
@Injectable()
export class RouteReader {
  private readonly log = new Logger(RouteReader.name);

  constructor(
    private readonly routes: RouteHistoryRepository,
    private readonly hours: ErrorBucketRepository,
    private readonly tables: NumberTables,
    private readonly ground: MetricsGround,
  ) {}

  async services(window: RouteWindow): Promise<ServicesInWindow> {
    const now = this.ground.clock.now();
    const monitored = await this.monitored(now);
    const summed = await summedUp(await this.routes.services(window, null));
    const measure = this.measure(window, now);
    const services = Array.from(summed, ([service, { durations, ...counts }]) =>
      Object.assign(numbersOf(counts, durations, measure), { service, monitored: monitored.has(service) }),
    );
    return {
      ...told(window),
      services: services.toSorted((a, b) => byErrors(a, b) || (a.service < b.service ? -1 : 1)),
      as_of: now.toISOString(),
    };
  }

  /** @throws DomainError `not_found` for a service that reported nothing in the window. */
  async ofService(service: string, window: RouteWindow): Promise<RoutesInWindow> {
    const now = this.ground.clock.now();
    const measure = this.measure(window, now);
    const whole = (await summedUp(await this.routes.services(window, service))).get(service);
    if (whole === undefined) throw unheard(service);
    const tally = (
      (await this.tallied(await this.routes.routes(window, service))).get(service) ?? new RouteTally()
    ).limited();
    const { durations, ...counts } = whole;
    const routes = routesOf(service, tally, measure);
    return {
      service,
      monitored: (await this.monitored(now)).has(service),
      ...told(window),
      total: numbersOf(counts, durations, measure),
      routes,
      unattributed: restOf(counts, routes),
      grouped_routes: tally.grouped,
      as_of: now.toISOString(),
    };
  }

  async hour(window: RouteWindow): Promise<ErrorsInHour> {
    const now = this.ground.clock.now();
    const { errorRate } = this.ground.config.thresholds;
    const [counts] = await this.hours.within(window.from, window.to);
    const tallies = await this.tallied(await this.routes.routes(window, null));
    const measure = this.measure(window, now);
    const all = [...tallies]
      .flatMap(([service, tally]) => routesOf(service, tally, measure))
      .toSorted(byErrors);
    const grouped = [...tallies.values()].reduce((sum, tally) => sum + tally.grouped, 0);
    return {
      start: window.from.toISOString(),
      end: window.to.toISOString(),
      filling: now < window.to,
      requests: counts?.requests ?? null,
      errors: counts?.errors ?? null,
      error_rate: counts === undefined || counts.requests === 0 ? null : counts.errors / counts.requests,
      state: hourState(counts ?? null, errorRate),
      too_few: counts !== undefined && counts.requests > 0 && isTooFew(counts, errorRate),
      routes: all.slice(0, MOST_ROUTES),
      unattributed: restOf(counts ?? { requests: 0, errors: 0 }, all),
      grouped_routes: grouped + Math.max(0, all.length - MOST_ROUTES),
      as_of: now.toISOString(),
    };
  }

  private async monitored(now: Date): Promise<Set<string>> {
    const reporting = await this.tables.requestMinutes.reportingServices(now);
    return new Set(reporting.map(({ service }) => service));
  }

  private measure({ from, to }: RouteWindow, now: Date): Measure {
    const seconds = (Math.min(to.getTime(), now.getTime()) - from.getTime()) / 1000;
    return { seconds, warning: this.ground.config.thresholds.errorRate.warning };
  }

  private async tallied(rows: readonly ServiceRoutes[]): Promise<Map<string, RouteTally>> {
    const tallies = new Map<string, RouteTally>();
    for (const { service, routes } of rows) {
      const tally = tallies.get(service) ?? new RouteTally();
      tallies.set(service, tally);
      try {
        addPacked(tally, routes);
      } catch (error) {
        if (!(error instanceof DamagedDistribution)) throw error;
        this.log.error(`Routes stored for ${service} cannot be read and are left out: ${error.message}`);
      }
      await setImmediate();
    }
    return tallies;
  }
}

interface Summed {
  requests: number;
  errors: number;
  /** Null when those of some requests are not known. */
  durations: Distribution | null;
}

async function summedUp(parts: readonly ServicePart[]): Promise<Map<string, Summed>> {
  const byService = new Map<string, Summed>();
  for (const [i, { service, requests, errors, distribution }] of parts.entries()) {
    const summed = byService.get(service) ?? { requests: 0, errors: 0, durations: new Distribution() };
    byService.set(service, summed);
    summed.requests += requests;
    summed.errors += errors;
    if (distribution !== null) summed.durations?.mergeReadable(distribution);
    else if (requests > 0) summed.durations = null;
    if (i % PARTS_AT_A_TIME === PARTS_AT_A_TIME - 1) await setImmediate();
  }
  return byService;
}

const told = ({ from, to, resolution }: RouteWindow): RequestWindow => ({
  from: from.toISOString(),
  to: to.toISOString(),
  resolution_seconds: resolution === 'minute' ? 60 : 3600,
});

const unheard = (service: string): DomainError =>
  new DomainError('not_found', `No service "${service.slice(0, 64)}" reported requests in this time.`);
