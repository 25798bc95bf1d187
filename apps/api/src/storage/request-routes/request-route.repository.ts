import type { EntityManager } from 'typeorm';
import type { RouteTally } from '../../core/routes/route-tally';

/** Routes of one instance of a service in one minute. */
export interface InstanceRoutes {
  minute: Date;
  service: string;
  instance: string;
  routes: RouteTally;
}

/** Packed routes of a service, see `packRoutes`. */
export interface ServiceRoutes {
  service: string;
  routes: Buffer;
}

/** The same of one minute. */
export interface MinuteRoutes extends ServiceRoutes {
  minute: Date;
}

/** Requests by route, method and status: told by instance and minute, folded by service and minute and hour. */
export abstract class RequestRouteRepository {
  /**
   * Puts these in place of what stands there and marks their minutes for folding: those of which no minute has been
   * removed.
   */
  abstract put(rows: readonly InstanceRoutes[], manager: EntityManager): Promise<void>;

  /**
   * Takes the marks of at most `most` minutes that have changed since they were folded, newest first: what goes on now
   * is looked at now. One folder at a time: others wait for the transaction of `manager` to end.
   */
  abstract takeDirty(most: number, manager: EntityManager): Promise<Date[]>;

  /** All instances of all services in these minutes, minute by minute, service by service. */
  abstract ofInstances(minutes: readonly Date[], manager: EntityManager): Promise<MinuteRoutes[]>;

  /** All minutes of all services in an hour, service by service. */
  abstract ofMinutes(hour: Date, manager: EntityManager): Promise<ServiceRoutes[]>;

  /** One row for each minute and service, in place of what stands there of them. Safe to repeat. */
  abstract replaceMinutes(rows: readonly MinuteRoutes[], manager: EntityManager): Promise<void>;

  /** As `replaceMinutes`, of an hour. */
  abstract replaceHour(hour: Date, rows: readonly ServiceRoutes[], manager: EntityManager): Promise<void>;
}
