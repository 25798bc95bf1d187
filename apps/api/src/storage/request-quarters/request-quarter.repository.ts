import type { EntityManager } from 'typeorm';
import type { HourRow } from '../../core/errors/fold-quarter';

/** The hours of one service, or of all but Watchroom's own (`service` null), in a quarter of a UTC day. */
export interface QuarterHours {
  service: string | null;
  hours: HourRow[];
}

export interface RequestQuarter extends HourRow {
  quarter: Date;
  service: string | null;
}

/** Requests by quarter of a UTC day, folded from hours: what history of many days reads instead of them. */
export abstract class RequestQuarterRepository {
  /**
   * Takes the marks of at most `most` quarters whose hours have changed since they were folded, oldest first.
   * One folder at a time: others wait for the transaction of `manager` to end.
   */
  abstract takeDirty(most: number, manager: EntityManager): Promise<Date[]>;

  /** All hours that stand for a quarter. */
  abstract hoursOf(quarter: Date, manager: EntityManager): Promise<QuarterHours[]>;

  /** Puts these rows in place of what stands for their quarter and service. */
  abstract replace(rows: readonly RequestQuarter[], manager: EntityManager): Promise<void>;
}
