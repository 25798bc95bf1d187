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

  /** All instances of all services in a minute, service by service. */
  abstract ofInstances(minute: Date, manager: EntityManager): Promise<ServiceRoutes[]>;

  /** All minutes of all services in an hour, service by service. */
  abstract ofMinutes(hour: Date, manager: EntityManager): Promise<ServiceRoutes[]>;

  /** Puts these in place of what stands there of their services. Safe to repeat. */
  abstract replaceMinute(minute: Date, rows: readonly ServiceRoutes[], manager: EntityManager): Promise<void>;

  /** As `replaceMinute`, of an hour. */
  abstract replaceHour(hour: Date, rows: readonly ServiceRoutes[], manager: EntityManager): Promise<void>;
}
