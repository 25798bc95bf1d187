import { type CategoryMetrics, type CategoryPoint, QUALITY_LEVELS } from '@watchroom/contracts';
import type { DayBar } from '../../components/ui/day-bars';
import { counted } from '../../lib/format';
import { HOUR_SECONDS } from '../../lib/time-units';
import { timeFormat } from '../../lib/zone';

const DAY: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };
const HOUR: Intl.DateTimeFormatOptions = { ...DAY, hour: '2-digit', minute: '2-digit' };

/** When a step began: hours in the zone of the page, days as the UTC days that they are. */
export const stepText = (start: string, stepSeconds: CategoryMetrics['step_seconds']): string =>
  (stepSeconds === HOUR_SECONDS ? timeFormat(HOUR) : timeFormat(DAY, 'UTC')).format(Date.parse(start));

/** Sessions of a step that never told how good their connection was; null where nothing is known of it. */
export const unrated = ({ sessions, quality }: CategoryPoint): number | null =>
  sessions === null || quality === null
    ? null
    : sessions - QUALITY_LEVELS.reduce((sum, level) => sum + quality[level], 0);

/** Most sessions of any step. */
export const mostOf = (points: readonly CategoryPoint[]): number =>
  Math.max(0, ...points.map(({ sessions }) => sessions ?? 0));

/** A bar a step, as long as its sessions against the most, and made of their levels. */
export function categoryBars({ points, step_seconds }: CategoryMetrics): DayBar[] {
  const most = Math.max(1, mostOf(points));
  return points.map((point) => ({
    key: point.start,
    text: `${stepText(point.start, step_seconds)}: ${sentenceOf(point)}`,
    parts: partsOf(point, most),
  }));
}

function partsOf(point: CategoryPoint, most: number): DayBar['parts'] {
  const { quality } = point;
  if (quality === null) return [{ tone: null, share: 1 }];
  const levels = QUALITY_LEVELS.map((level) => ({ tone: level, share: quality[level] / most }));
  return [...levels, { tone: 'unrated' as const, share: (unrated(point) ?? 0) / most }].filter(
    ({ share }) => share > 0,
  );
}

function sentenceOf(point: CategoryPoint): string {
  const { sessions, quality, filling } = point;
  if (sessions === null || quality === null) return 'not known, nobody had reported a session yet';
  const parts = QUALITY_LEVELS.filter((level) => quality[level] > 0).map(
    (level) => `${quality[level]} ${level}`,
  );
  const silent = unrated(point) ?? 0;
  if (silent > 0) parts.push(`${silent} without a report of quality`);
  const levels = parts.length === 0 ? '' : ` (${parts.join(', ')})`;
  return `${counted(sessions, 'session')}${levels}${filling ? ', still going on' : ''}`;
}
