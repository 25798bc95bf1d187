import { LAST_DAY, type LastRange, type ShownRange } from '../../lib/range';
import { DAY_MS, DAY_SECONDS, HOUR_SECONDS } from '../../lib/time-units';
import type { ZoneChoice } from '../../lib/zone';

/** Minutes are the finest that can be told. */
const LEAST_MS = 5 * 60_000;
const MOST_DAYS = 400;

export const PRESETS: LastRange[] = [
  { kind: 'last', key: '1h', seconds: HOUR_SECONDS },
  { kind: 'last', key: '6h', seconds: 6 * HOUR_SECONDS },
  LAST_DAY,
  { kind: 'last', key: '7d', seconds: 7 * DAY_SECONDS },
  { kind: 'last', key: '30d', seconds: 30 * DAY_SECONDS },
];

/** What an address can ask for; `undefined` leaves it out. */
export interface RangeSearch {
  range?: string;
  from?: string;
  to?: string;
  zone?: ZoneChoice;
}

export interface AskedRange {
  range: ShownRange;
  /** Null: the address does not say. */
  zone: ZoneChoice | null;
  /** Why the address is not followed; null when it is. */
  fault: string | null;
}

/** What an address asks for. What it asks for in vain falls back to the last 24 hours, and says so. */
export function rangeOf(search: Record<string, unknown>, nowMs: number): AskedRange {
  const zone = search.zone === 'utc' || search.zone === 'local' ? search.zone : null;
  const asked = search.from !== undefined || search.to !== undefined ? between(search, nowMs) : last(search);
  if (typeof asked === 'string')
    return { range: LAST_DAY, zone, fault: `${asked} The last 24 hours are shown.` };
  return { range: asked, zone, fault: null };
}

function last({ range }: Record<string, unknown>): ShownRange | string {
  if (range === undefined) return LAST_DAY;
  const known = PRESETS.find(({ key }) => key === range);
  return known ?? `The address asks for a range that does not exist (“${shortened(range)}”).`;
}

function between({ from, to }: Record<string, unknown>, nowMs: number): ShownRange | string {
  const [fromMs, toMs] = [momentOf(from), momentOf(to)];
  if (fromMs === null || toMs === null)
    return 'The address asks for a time that is none: from and to both need a date and time.';
  return faultOf(fromMs, toMs, nowMs) ?? { kind: 'between', fromMs, toMs: Math.min(toMs, soon(nowMs)) };
}

/** What has not happened yet is not shown; a round moment, as the range is the same from one second to the next. */
const soon = (nowMs: number): number => Math.ceil(nowMs / LEAST_MS) * LEAST_MS;

/** Why a range cannot be shown, in words with the cure; null when it can. */
export function faultOf(fromMs: number, toMs: number, nowMs: number): string | null {
  if (toMs - fromMs < LEAST_MS) return 'The end must lie at least 5 minutes after the start.';
  if (fromMs > nowMs - LEAST_MS) return 'The start must lie in the past.';
  if (nowMs - fromMs > MOST_DAYS * DAY_MS) return `The start must lie within the last ${MOST_DAYS} days.`;
  return null;
}

const momentOf = (value: unknown): number | null => {
  const atMs = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? null : atMs;
};

const shortened = (value: unknown): string => String(value).slice(0, 20);

/** The other way round: what to write into the address. The default is left out. */
export const searchOf = (range: ShownRange): Pick<RangeSearch, 'range' | 'from' | 'to'> =>
  range.kind === 'between'
    ? { range: undefined, from: new Date(range.fromMs).toISOString(), to: new Date(range.toMs).toISOString() }
    : { range: range.key === LAST_DAY.key ? undefined : range.key, from: undefined, to: undefined };
