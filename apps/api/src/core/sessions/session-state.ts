import type { ExternalServiceKey } from '@watchroom/contracts';
import { QUALITY_SCORE } from '../quality/average-quality';
import type { QualityReport, SessionReport } from './session-report';

/** What all reports of one session together say. Of a named value the newest naming counts. */
export interface SessionState {
  sessionId: string;
  category: Named<string>;
  provider: Named<ExternalServiceKey> | null;
  startTime: Date;
  endTime: Date | null;
  lastSeenAt: Date | null;
  /** As in SessionReport. */
  lastSeenToldAt?: Date;
  quality: QualityReport | null;
}

/** A value and the newest time that a report naming it knew of. */
interface Named<T extends string> {
  value: T;
  at: Date;
}

/** Category of a session that was only heard of, by webhooks, as long as nobody tells its category. */
export const NOT_TOLD = 'Not told';
/** Before any time that a report may tell, so that a category once told wins, whoever comes first. */
const NEVER = new Date(0);

/** The state after a single report. */
export function stateOf(report: SessionReport): SessionState {
  const { category, provider, toldAt, lastSeenAt, lastSeenToldAt, ...rest } = report;
  const times = [report.endTime, report.lastSeenAt, report.quality?.at ?? null, toldAt ?? null];
  const at = times.reduce<Date>((newest, time) => later(newest, time) ?? newest, report.startTime);
  return {
    ...rest,
    ...seenOf({ lastSeenAt, lastSeenToldAt }),
    category: { value: category, at: category === NOT_TOLD ? NEVER : at },
    provider: provider === null ? null : { value: provider, at },
  };
}

/**
 * Both states of one session joined. Every part is a minimum or maximum over a total order, so the result is the
 * same for any order, grouping and repetition of the reports. A session once ended stays ended.
 */
export function mergeSession(a: SessionState, b: SessionState): SessionState {
  return {
    sessionId: a.sessionId,
    category: laterNamed(a.category, b.category),
    provider: a.provider && b.provider ? laterNamed(a.provider, b.provider) : (a.provider ?? b.provider),
    startTime: earlier(a.startTime, b.startTime) ?? a.startTime,
    endTime: earlier(a.endTime, b.endTime),
    ...laterSeen(a, b),
    quality: a.quality && b.quality ? laterQuality(a.quality, b.quality) : (a.quality ?? b.quality),
  };
}

/** One state for each session, ordered by id. */
export function mergeReports(reports: readonly SessionReport[]): SessionState[] {
  const states = new Map<string, SessionState>();
  for (const report of reports) {
    const known = states.get(report.sessionId);
    states.set(report.sessionId, known ? mergeSession(known, stateOf(report)) : stateOf(report));
  }
  return [...states.values()].toSorted((a, b) => (a.sessionId < b.sessionId ? -1 : 1));
}

/** Newest moment at which the session is known to have lived. */
export function signOfLife(state: Pick<SessionState, 'startTime' | 'lastSeenAt' | 'quality'>): Date {
  const seen = later(state.lastSeenAt, state.quality?.at ?? null);
  return later(state.startTime, seen) ?? state.startTime;
}

/** Open, with a sign of life at most `windowMs` old. Open without one is stale, not active. */
export function isActive(
  state: Pick<SessionState, 'startTime' | 'endTime' | 'lastSeenAt' | 'quality'>,
  now: Date,
  windowMs: number,
): boolean {
  return state.endTime === null && now.getTime() - signOfLife(state).getTime() <= windowMs;
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return b < a ? b : a;
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return b > a ? b : a;
}

/** Ties: the greater name. */
function laterNamed<T extends string>(a: Named<T>, b: Named<T>): Named<T> {
  const order = b.at.getTime() - a.at.getTime() || compareByCodePoint(b.value, a.value);
  return order > 0 ? b : a;
}

type Seen = Pick<SessionState, 'lastSeenAt' | 'lastSeenToldAt'>;

/** Ties: the one that was heard of first, so that a repeat of a reporter whose clock runs ahead changes nothing. */
function laterSeen(a: Seen, b: Seen): Seen {
  if (a.lastSeenAt === null || b.lastSeenAt === null) return seenOf(a.lastSeenAt === null ? b : a);
  const told = ({ lastSeenAt, lastSeenToldAt }: Seen) => Number(lastSeenToldAt ?? lastSeenAt);
  const order = told(b) - told(a) || Number(a.lastSeenAt) - Number(b.lastSeenAt);
  return seenOf(order > 0 ? b : a);
}

const seenOf = ({ lastSeenAt, lastSeenToldAt }: Seen): Seen => ({
  lastSeenAt,
  ...(lastSeenAt && lastSeenToldAt && { lastSeenToldAt }),
});

/** Ties: the worse level, then the one that was heard of first. */
function laterQuality(a: QualityReport, b: QualityReport): QualityReport {
  const told = ({ at, toldAt }: QualityReport) => Number(toldAt ?? at);
  const order =
    told(b) - told(a) || QUALITY_SCORE[a.level] - QUALITY_SCORE[b.level] || Number(a.at) - Number(b.at);
  return order > 0 ? b : a;
}

/** As PostgreSQL orders UTF-8 under collation "C"; `<` on strings orders by UTF-16 units and differs above U+FFFF. */
export function compareByCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (const [index, char] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (char !== other) return (char.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
  }
  return left.length - right.length;
}
