import { DAY_MS, MINUTE_MS, today, unrest, yesterday } from './moment';

interface Span {
  fromMs: number;
  toMs: number;
}

const span = (from: string, to: string): Span => ({ fromMs: Date.parse(from), toMs: Date.parse(to) });
const isIn = (ms: number, { fromMs, toMs }: Span): boolean => ms >= fromMs && ms < toMs;

/** Hours that failed, with the share of their requests that did. */
const BAD_HOURS: [when: Span, share: number][] = [
  [span(yesterday('21:00'), yesterday('22:00')), 0.034],
  [span(today('09:00'), today('10:00')), 0.083],
];
/** Nobody measured. */
const UNSEEN = span(today('04:05'), today('05:00'));
/** LiveKit was in trouble; the sessions felt it. */
const LIVEKIT_TROUBLE = span(today('11:10'), today('11:40'));
const POOL_FULL = span(today('09:15'), today('09:30'));
/** The installation is three weeks old. */
const SINCE_MS = Date.parse('2026-11-02T08:00:00Z');

export const isSeen = (ms: number): boolean => ms >= SINCE_MS && !isIn(ms, UNSEEN);

/** Busy in the afternoon, calm before dawn: 0.35 to 1. */
const rhythm = (ms: number): number =>
  0.675 + 0.325 * Math.sin(((ms % DAY_MS) / DAY_MS - 0.42) * 2 * Math.PI);

export const requestsIn = (minuteMs: number): number =>
  Math.round(760 * rhythm(minuteMs) * (1 + 0.05 * unrest('requests', minuteMs / MINUTE_MS)));

export function errorsIn(minuteMs: number): number {
  const share = BAD_HOURS.find(([when]) => isIn(minuteMs, when))?.[1] ?? 0.0052;
  return Math.round(
    requestsIn(minuteMs) * share * (1 + 0.3 * unrest('errors', Math.floor(minuteMs / MINUTE_MS))),
  );
}

/** Milliseconds of the 95th percentile; the others follow it. */
export function responseTime(ms: number): number {
  const isBad = BAD_HOURS.some(([when]) => isIn(ms, when));
  return (210 + 90 * rhythm(ms) + (isBad ? 340 : 0)) * (1 + 0.04 * unrest('p95', ms));
}

export const sessionsAt = (ms: number): number => 118 * rhythm(ms) * (1 + 0.05 * unrest('sessions', ms));

/** 1 poor to 4 excellent. */
export const qualityAt = (ms: number): number =>
  3.24 - (isIn(ms, LIVEKIT_TROUBLE) ? 1.1 : 0) + 0.06 * unrest('quality', ms);

export const poolWaitAt = (ms: number): number => 1.9 * rhythm(ms) * (1 + 0.2 * unrest('waits', ms));

/** Share of the connections that are in use. */
export const poolUseAt = (ms: number): number =>
  0.16 * rhythm(ms) * (1 + 0.3 * unrest('pool', ms)) + (timeoutsAt(ms) > 0 ? 0.7 : 0);

/** In the middle of the morning's trouble. */
export const timeoutsAt = (ms: number): number => (isIn(ms, POOL_FULL) ? 3 : 0);

/** Starts of the minutes of a stretch. */
export function minutesOf(fromMs: number, toMs: number): number[] {
  const first = Math.ceil(fromMs / MINUTE_MS);
  const count = Math.max(0, Math.ceil(toMs / MINUTE_MS) - first);
  return Array.from({ length: count }, (_, index) => (first + index) * MINUTE_MS);
}
