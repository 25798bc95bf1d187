import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type ExternalServiceKey, QUALITY_LEVELS } from '@watchroom/contracts';
import { noQuality, QUALITY_SCORE, type QualityCounts } from '../../core/quality/average-quality';
import { lastThirtyDaysUpTo } from '../../core/sessions/last-thirty-days';
import { countsByAge, countsByProvider, staleEdges } from '../../core/sessions/open-sessions';
import { RECENT_QUALITY_MS } from '../../core/sessions/recent-quality';
import type { SessionReport } from '../../core/sessions/session-report';
import { mergeReports, type SessionState } from '../../core/sessions/session-state';
import { registerCategories } from '../counselor-categories/counselor-category.registry';
import { retryTransaction } from './retry-transaction';
import { MERGE_SESSIONS, MERGE_TOLD_SESSIONS, mergeParameters } from './session-merge.statement';
import { ACTIVITY, LAST_THIRTY_DAYS, RECENT_QUALITY } from './session-questions';
import {
  SessionRepository,
  type RecentQuality,
  type SessionActivity,
  type SessionTotals,
} from './session.repository';

const HEARD_AMONG = 'SELECT DISTINCT session_id FROM heard_sessions WHERE session_id = ANY ($1::uuid[])';
/** Keeps a statement far from its time limit, and lets other requests through between two of them. */
const ROWS_PER_STATEMENT = 2_000;

interface ActivityRow {
  bands: Record<string, number> | null;
  newest_at: Date | null;
  newest_open_at: Date | null;
  providers: Partial<Record<ExternalServiceKey, number>> | null;
  with_avatar: number | null;
}

interface CountRow {
  category: string;
  /** 0 = no quality reported; null = no session. */
  quality: number | null;
  sessions: number;
}

@Injectable()
export class SessionSqlRepository extends SessionRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async merge(reports: SessionReport[]): Promise<void> {
    if (reports.length === 0) return;
    const states = mergeReports(reports);
    const categories = reports.map((report) => report.category);
    await retryTransaction(this.dataSource, async (manager) => {
      const categoryIds = await registerCategories(manager, categories);
      for (let at = 0; at < states.length; at += ROWS_PER_STATEMENT) {
        const some = states.slice(at, at + ROWS_PER_STATEMENT);
        await manager.query(MERGE_SESSIONS, mergeParameters(some, categoryIds));
        await this.keepTold(some, categoryIds, manager);
      }
    });
  }

  /**
   * Of sessions that webhooks tell of too, what the platform told is kept apart: what webhooks tell may be taken back.
   * After the merge, which waits for whoever is telling of these sessions: a first webhook is seen here, or sees the row.
   */
  private async keepTold(
    states: readonly SessionState[],
    categoryIds: ReadonlyMap<string, number>,
    manager: EntityManager,
  ): Promise<void> {
    const heard = await manager.query<{ session_id: string }[]>(HEARD_AMONG, [
      `{${states.map(({ sessionId }) => sessionId).join(',')}}`,
    ]);
    if (heard.length === 0) return;
    const ids = new Set(heard.map(({ session_id: id }) => id));
    const told = states.filter(({ sessionId }) => ids.has(sessionId));
    await manager.query(MERGE_TOLD_SESSIONS, mergeParameters(told, categoryIds));
  }

  override async activity(now: Date, activeWindowMs: number): Promise<SessionActivity> {
    const edges = staleEdges(activeWindowMs);
    const moments = edges.toReversed().map((edge) => new Date(now.getTime() - edge * 1000).toISOString());
    const [row] = await this.ask<ActivityRow>(ACTIVITY, [moments]);
    const counts = [...edges, null].map((_, i) => row?.bands?.[edges.length - i] ?? 0);
    const byAge = countsByAge(counts, activeWindowMs);
    return {
      ...byAge,
      activeByProvider: countsByProvider(byAge.active, row?.providers ?? {}),
      activeWithAvatar: row?.with_avatar ?? null,
      newestAt: row?.newest_at ?? null,
      newestOpenAt: row?.newest_open_at ?? null,
    };
  }

  override async recentQuality(now: Date): Promise<RecentQuality> {
    const from = new Date(now.getTime() - RECENT_QUALITY_MS);
    const [row] = await this.ask<QualityCounts & { newest_at: Date | null }>(RECENT_QUALITY, [from, now]);
    if (!row) return { counts: noQuality(), newestAt: null };
    const { newest_at: newestAt, ...counts } = row;
    return { counts, newestAt };
  }

  override async lastThirtyDays(now: Date): Promise<SessionTotals> {
    const { from, to, firstHour, hoursEnd } = lastThirtyDaysUpTo(now);
    const rows = await this.ask<CountRow>(LAST_THIRTY_DAYS, [from, to, firstHour, hoursEnd]);
    return totalsOf(rows);
  }

  private ask<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    return this.dataSource.query(sql, parameters);
  }
}

function totalsOf(rows: readonly CountRow[]): SessionTotals {
  const byCategory = new Map<string, number>();
  const quality = noQuality();
  let total = 0;
  for (const row of rows) {
    total += row.sessions;
    byCategory.set(row.category, (byCategory.get(row.category) ?? 0) + row.sessions);
    const level = QUALITY_LEVELS.find((name) => QUALITY_SCORE[name] === row.quality);
    if (level !== undefined) quality[level] += row.sessions;
  }
  return { total, byCategory: Object.fromEntries(byCategory), quality };
}
