import type { SessionProvider } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import type { HistorySpan } from '../../core/history/history-span';
import type { ActiveRow, SessionRow } from '../../core/history/session-tally';
import type { QualityCounts } from '../../core/quality/average-quality';

/** Sessions as they were counted once in a minute. `quality`: those that reported theirs in the 60 minutes before. */
export interface SessionMinute {
  minute: Date;
  active: number;
  stale: number;
  quality: QualityCounts;
  /** Active ones by the provider that they need; a session may need two. Null: nobody counted them so. */
  byProvider: Record<SessionProvider, number> | null;
  sampledAt: Date;
}

/** How many sessions were open, by minute, and by hours folded from them. */
export abstract class SessionMinuteRepository {
  /** Puts samples in place of earlier ones of their minutes and marks their hours for folding. A later one stays. */
  abstract replace(samples: readonly SessionMinute[], manager: EntityManager): Promise<void>;

  /** Recomputes at most `most` of the hours that are marked, oldest first; answers how many. Safe to repeat. */
  abstract fold(most: number, manager: EntityManager): Promise<number>;

  /**
   * Rows, oldest first. Exact within a transaction that sees one snapshot: hours that have changed since they were
   * folded are told by their minutes.
   */
  abstract rows(span: HistorySpan, manager: EntityManager): Promise<SessionRow[]>;

  /** As `rows`, of the sessions that need one provider; none of minutes in which they were not counted so. */
  abstract rowsOf(provider: SessionProvider, span: HistorySpan, manager: EntityManager): Promise<ActiveRow[]>;
}
