import type { EntityManager } from 'typeorm';
import type { HistorySpan } from '../../core/history/history-span';
import type { PoolRow } from '../../core/history/pool-tally';
import type { PoolHour, PoolMinutePart } from '../../core/pool/fold-pool-hour';

/** The pools of all replicas by UTC hour, folded from what each reports by minute. */
export abstract class PoolHourRepository {
  /** Takes the marks of at most `most` hours whose minutes have changed since they were folded, oldest first. */
  abstract takeDirty(most: number, manager: EntityManager): Promise<Date[]>;

  /** What the replicas reported of the minutes of an hour. */
  abstract partsOf(hour: Date, manager: EntityManager): Promise<PoolMinutePart[]>;

  /** Puts an hour in place of what stands for it. */
  abstract replace(hour: PoolHour, manager: EntityManager): Promise<void>;

  /**
   * Rows, oldest first. Exact within a transaction that sees one snapshot: hours that have changed since they were
   * folded are told by their minutes.
   */
  abstract rows(span: HistorySpan, manager: EntityManager): Promise<PoolRow[]>;
}
