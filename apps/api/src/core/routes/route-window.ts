import { DomainError } from '../domain-error';
import { HOUR_MS, hourOf, MINUTE_MS, minuteOf } from '../time';

const LAST_HOUR_MS = HOUR_MS;
/** Told by minutes up to this length; longer windows are told by hours. */
const MOST_BY_MINUTE_MS = 3 * HOUR_MS;
const MINUTES_KEPT_MS = 48 * HOUR_MS;
const HOURS_KEPT_MS = 400 * 24 * HOUR_MS;
const LONGEST_MS = 7 * 24 * HOUR_MS;

/** Rows from `from` on and before `to`, of which these are the finest that are needed. */
export interface RouteWindow {
  from: Date;
  to: Date;
  resolution: 'minute' | 'hour';
}

/**
 * The window that is asked for, widened to whole minutes or hours; without `from` the hour before `to`, without `to`
 * up to now. Times are RFC 3339.
 * @throws DomainError `invalid` naming the field and the cure
 */
export function windowOf(asked: { from?: string; to?: string }, now: Date): RouteWindow {
  const nowMs = now.getTime();
  const toMs = asked.to === undefined ? nowMs : Date.parse(asked.to);
  const fromMs = asked.from === undefined ? toMs - LAST_HOUR_MS : Date.parse(asked.from);
  if (fromMs >= toMs) throw fault('from', 'from must lie before to.');
  if (fromMs > nowMs) throw fault('from', 'from lies in the future: nothing has been counted yet.');
  if (toMs - fromMs > LONGEST_MS)
    throw fault('from', 'A window has 7 days at most: choose a later from or an earlier to.');
  if (fromMs < nowMs - HOURS_KEPT_MS) throw fault('from', `Hours are kept for 400 days: ${since(nowMs)}`);
  const byMinute = toMs - fromMs <= MOST_BY_MINUTE_MS && fromMs >= nowMs - MINUTES_KEPT_MS;
  const [start, unitMs] = byMinute ? [minuteOf, MINUTE_MS] : [hourOf, HOUR_MS];
  return {
    from: new Date(start(fromMs)),
    to: new Date(start(toMs - 1) + unitMs),
    resolution: byMinute ? 'minute' : 'hour',
  };
}

/** The UTC hour that begins at `start`. @throws DomainError `invalid` for anything that is no start of an hour */
export function hourWindowOf(startMs: number, now: Date): RouteWindow {
  if (Number.isNaN(startMs) || startMs !== hourOf(startMs))
    throw fault('start', 'start must be the beginning of a UTC hour, such as 2026-11-23T10:00:00Z.');
  if (startMs > now.getTime()) throw fault('start', 'This hour has not begun yet.');
  if (startMs < now.getTime() - HOURS_KEPT_MS)
    throw fault('start', `Hours are kept for 400 days: ${since(now.getTime())}`);
  return { from: new Date(startMs), to: new Date(startMs + HOUR_MS), resolution: 'hour' };
}

const since = (nowMs: number): string => `choose ${new Date(nowMs - HOURS_KEPT_MS).toISOString()} or later.`;

function fault(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, { faults: [{ field, detail }] });
}
