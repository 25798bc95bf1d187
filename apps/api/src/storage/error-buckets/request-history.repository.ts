import type { EntityManager } from 'typeorm';
import type { HistorySpan } from '../../core/history/history-span';
import type { RequestRow } from '../../core/history/request-tally';

/** Requests over time, from hours as far as they are folded and from minutes otherwise. */
export abstract class RequestHistoryRepository {
  /**
   * Services, by name: `reporting` have ever reported; `monitored` are those that count when none is named. Ask within
   * the transaction that reads the rows.
   */
  abstract services(manager: EntityManager): Promise<{ reporting: string[]; monitored: string[] }>;

  /**
   * Rows of one service, or of all but Watchroom's own, oldest first. Exact within a transaction that sees one
   * snapshot: hours that have changed since they were folded are told by their minutes.
   * @param withDurations without them several instances are one row and `distribution` is null
   */
  abstract rows(
    span: HistorySpan,
    service: string | null,
    withDurations: boolean,
    manager: EntityManager,
  ): Promise<RequestRow[]>;
}
