import type { EntityManager } from 'typeorm';
import type { HourTotal, MinuteTotal, ServiceHour } from '../../core/errors/fold-hours';

/** Requests of the monitored services in one UTC hour. */
export interface HourCounts {
  start: Date;
  requests: number;
  errors: number;
}

/** What hours have been folded to. `totals` and `minutes` are of all services but our own. */
export interface FoldedRows {
  services: readonly ServiceHour[];
  totals: readonly HourTotal[];
  minutes: readonly MinuteTotal[];
}

/** Requests by UTC hour and service, folded from minutes. */
export abstract class ErrorBucketRepository {
  /**
   * Exact counts of the monitored services for hours that begin in [from, to), oldest first, those not folded yet
   * counted from their minutes. An hour without a row is unobserved; 0 requests = observed, no traffic.
   */
  abstract within(from: Date, to: Date): Promise<HourCounts[]>;

  /**
   * Takes the marks of at most `most` hours whose minutes have changed since they were folded, oldest first.
   * One folder at a time: others wait for the transaction of `manager` to end.
   */
  abstract takeDirty(most: number, manager: EntityManager): Promise<Date[]>;

  /**
   * Puts these rows in place of what stands for their hour and service, and for all services but our own, and marks
   * the quarters of days that hold the hours for folding.
   */
  abstract replace(rows: FoldedRows, manager: EntityManager): Promise<void>;

  /**
   * Marks hours from `since` on whose totals by minute, and quarters of days whose totals, do not add up to what was
   * folded of the hours: while replicas are exchanged, one of an earlier release folds hours alone. Answers how many.
   */
  abstract markDiffering(since: Date, manager: EntityManager): Promise<number>;
}
