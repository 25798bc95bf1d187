import type { ExternalServiceKey } from '@watchroom/contracts';
import { noQuality } from '../../../core/quality/average-quality';
import { lastThirtyDaysUpTo } from '../../../core/sessions/last-thirty-days';
import { countsByAge, countsByProvider, staleEdges } from '../../../core/sessions/open-sessions';
import { RECENT_QUALITY_MS } from '../../../core/sessions/recent-quality';
import type { SessionReport } from '../../../core/sessions/session-report';
import {
  isActive,
  mergeReports,
  mergeSession,
  NOT_TOLD,
  signOfLife,
  type SessionState,
} from '../../../core/sessions/session-state';
import { MOST_CATEGORIES, TooManyCategories } from '../../../core/sessions/too-many-categories';
import {
  SessionRepository,
  type RecentQuality,
  type SessionActivity,
  type SessionTotals,
} from '../session.repository';

/** The same answers without a database, for small tests. */
export class InMemorySessionRepository extends SessionRepository {
  readonly states = new Map<string, SessionState>();
  private categories = new Set<string>();

  override async merge(reports: SessionReport[]): Promise<void> {
    const told = reports.map((report) => report.category).filter((category) => category !== NOT_TOLD);
    const known = new Set([...this.categories, ...told]);
    const refused = [...known].slice(Math.max(MOST_CATEGORIES, this.categories.size));
    if (refused.length > 0) throw new TooManyCategories(refused);
    this.categories = known;
    for (const state of mergeReports(reports)) {
      const before = this.states.get(state.sessionId);
      this.states.set(state.sessionId, before ? mergeSession(before, state) : state);
    }
  }

  override async activity(now: Date, activeWindowMs: number): Promise<SessionActivity> {
    const states = [...this.states.values()];
    const open = states.filter((state) => state.endTime === null);
    const edges = staleEdges(activeWindowMs);
    const counts = [...edges, null].map(() => 0);
    for (const state of open) {
      const ageSeconds = (now.getTime() - signOfLife(state).getTime()) / 1000;
      const band = isActive(state, now, activeWindowMs)
        ? 0
        : edges.filter((edge) => ageSeconds > edge).length;
      counts[band]! += 1;
    }
    const byAge = countsByAge(counts, activeWindowMs);
    const told: Partial<Record<ExternalServiceKey, number>> = {};
    for (const { provider } of open.filter((state) => isActive(state, now, activeWindowMs)))
      if (provider !== null) told[provider.value] = (told[provider.value] ?? 0) + 1;
    const times = states.map((state) => state.endTime ?? signOfLife(state));
    return {
      ...byAge,
      activeByProvider: countsByProvider(byAge.active, told),
      activeWithAvatar: null, // no webhook comes here
      newestAt: newest([...times, ...states.map((state) => state.startTime)]),
      newestOpenAt: newest(open.map(signOfLife)),
    };
  }

  override async recentQuality(now: Date): Promise<RecentQuality> {
    const counts = noQuality();
    const reports = [...this.states.values()].flatMap(({ quality }) => (quality ? [quality] : []));
    for (const { level, at } of reports)
      if (at <= now && now.getTime() - at.getTime() <= RECENT_QUALITY_MS) counts[level] += 1;
    return { counts, newestAt: newest(reports.map((report) => report.at)) };
  }

  override async lastThirtyDays(now: Date): Promise<SessionTotals> {
    const { from, to } = lastThirtyDaysUpTo(now);
    const byCategory = new Map([...this.categories].map((name) => [name, 0]));
    const quality = noQuality();
    const inWindow = [...this.states.values()].filter(
      ({ startTime }) => startTime >= from && startTime <= to,
    );
    for (const state of inWindow) {
      byCategory.set(state.category.value, (byCategory.get(state.category.value) ?? 0) + 1);
      if (state.quality) quality[state.quality.level] += 1;
    }
    return { total: inWindow.length, byCategory: Object.fromEntries(byCategory), quality };
  }
}

function newest(times: readonly Date[]): Date | null {
  return times.reduce<Date | null>((max, time) => (max === null || time > max ? time : max), null);
}
