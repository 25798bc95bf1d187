import type { EntityManager } from 'typeorm';
import type { MinuteCounts } from '../../core/errors/fold-hours';
import type { Distribution } from '../../core/latency/distribution';
import type { RequestMinute } from '../../core/requests/request-minute';

/** `services`: those that have minutes in the window; `newestAt`: of any monitored service, ever. */
export interface RequestTotals {
  requests: number;
  errors: number;
  services: string[];
  newestAt: Date | null;
}

/** As `RequestTotals`. `unreadable`: minutes of an instance whose durations are damaged, and missing here. */
export interface RequestLatency {
  distribution: Distribution;
  unreadable: number;
  services: string[];
  newestAt: Date | null;
}

/** Requests by minute, service and instance, and what is read from them. */
export abstract class RequestMinuteRepository {
  /** Monitored services in the 60 minutes up to `now`, the one still filling included. */
  abstract lastHour(now: Date): Promise<RequestTotals>;

  /** Durations of the monitored services in the 5 minutes up to `now`, the one still filling included. */
  abstract latency(now: Date): Promise<RequestLatency>;

  /** The monitored services: Watchroom's own API only as long as no other has ever reported. By name. */
  abstract reportingServices(now: Date): Promise<{ service: string; newestAt: Date }[]>;

  /**
   * Puts these minutes in place of what stands there, all or nothing, and marks their hours for folding: those of
   * which no minute has been removed.
   */
  abstract replace(minutes: readonly RequestMinute[], manager?: EntityManager): Promise<void>;

  /** Requests of all services in a UTC hour, by minute and instance. */
  abstract within(hour: Date, manager: EntityManager): Promise<MinuteCounts[]>;
}
