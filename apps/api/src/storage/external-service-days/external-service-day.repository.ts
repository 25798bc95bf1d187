import type { ExternalServiceKey } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import type { FoldedDay } from '../../core/uptime/service-days';

export type ServiceDayRow = FoldedDay & { service: ExternalServiceKey };

/** How long each service was in which state, by UTC day. */
export abstract class ExternalServiceDayRepository {
  /** The oldest day until `until` that has not been folded to its end and whose probes are all kept; null without any. */
  abstract oldestUnfinished(until: Date, manager: EntityManager): Promise<Date | null>;
  /** Puts days in place of what stands for them. */
  abstract replace(rows: readonly ServiceDayRow[], manager: EntityManager): Promise<void>;
  /** Days from `since` on, oldest first. */
  abstract since(since: Date, manager: EntityManager): Promise<ServiceDayRow[]>;
}
