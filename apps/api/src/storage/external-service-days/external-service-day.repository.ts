import type { ExternalServiceKey } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import type { FoldedDay } from '../../core/uptime/service-days';

export type ServiceDayRow = FoldedDay & { service: ExternalServiceKey };

/** How long each service was in which state, by UTC day. */
export abstract class ExternalServiceDayRepository {
  /**
   * Days up to the one of `until` that have to be folded, oldest first: those that have not been folded to their end,
   * and those that ended after `lateSince`. Only days whose probes are all kept.
   */
  abstract due(lateSince: Date, until: Date, manager: EntityManager): Promise<Date[]>;
  /** Puts days in place of what stands for them. */
  abstract replace(rows: readonly ServiceDayRow[], manager: EntityManager): Promise<void>;
  /** Days from `since` on, oldest first. */
  abstract since(since: Date, manager: EntityManager): Promise<ServiceDayRow[]>;
}
