import { HOUR_MS, MINUTE_MS } from '../../chance/rhythm';
import { toldBursts, toldPlotOf } from '../../requests/request-plot';
import { poolLines } from '../pool-past';
import { endOf, type VendorTrouble } from './vendor-plot';

/** [from, until) in ms since 1970. */
export type Span = readonly [fromMs: number, untilMs: number];

/** As many probes as are remembered, and some more. */
const BEFORE_TROUBLE_MS = 6 * MINUTE_MS;
const AFTER_TROUBLE_MS = 12 * MINUTE_MS;
/** A time-out of the pool counts for five minutes. */
const AFTER_LINE_MS = 7 * MINUTE_MS;
const MARGIN_MS = 3 * MINUTE_MS;
/** Of the longest that lasts on: a burst stays in the hourly rate for an hour. */
const LASTING_MS = 2 * HOUR_MS;

/**
 * Stretches of a past in which a verdict may change, oldest first and apart from each other; in between each look would
 * find what the one before it found. The begin and the end of the past are among them.
 */
export function eventfulSpans(
  [fromMs, untilMs]: Span,
  nowMs: number,
  troubles: readonly VendorTrouble[],
): Span[] {
  const sinceMs = fromMs - LASTING_MS;
  const spans: Span[] = [
    ...troubles.map(spanOf),
    ...toldBursts(sinceMs, untilMs, nowMs).flatMap((burst): Span[] => [
      [burst.fromMs - MARGIN_MS, burst.untilMs + MARGIN_MS],
      [burst.fromMs + HOUR_MS - MARGIN_MS, burst.untilMs + HOUR_MS + MARGIN_MS], // it leaves the hourly rate
    ]),
    ...poolLines(sinceMs, untilMs).map((line): Span => [
      line.fromMs - MARGIN_MS,
      line.untilMs + AFTER_LINE_MS,
    ]),
    ...silences(sinceMs, untilMs, nowMs).flatMap(([from, until]): Span[] => [
      [from - MARGIN_MS, from + 2 * MARGIN_MS],
      [until - MARGIN_MS, until + 2 * MARGIN_MS],
    ]),
    [fromMs, fromMs + MARGIN_MS],
    [untilMs - BEFORE_TROUBLE_MS, untilMs],
  ];
  return joined(within([fromMs, untilMs], spans));
}

/** As `eventfulSpans`, of the services alone. */
export const troubledSpans = (past: Span, troubles: readonly VendorTrouble[]): Span[] =>
  joined(within(past, troubles.map(spanOf)));

const spanOf = (trouble: VendorTrouble): Span => [
  trouble.fromMs - BEFORE_TROUBLE_MS,
  endOf(trouble) + AFTER_TROUBLE_MS,
];

const within = ([fromMs, untilMs]: Span, spans: readonly Span[]): Span[] =>
  spans
    .map(([from, until]): Span => [Math.max(from, fromMs), Math.min(until, untilMs)])
    .filter(([from, until]) => from < until);

/** Hours that nobody measured. */
function silences(fromMs: number, untilMs: number, nowMs: number): Span[] {
  const found: Span[] = [];
  for (let hourMs = Math.floor(fromMs / HOUR_MS) * HOUR_MS; hourMs < untilMs; hourMs += HOUR_MS)
    if (toldPlotOf(hourMs, nowMs) === null) found.push([hourMs, hourMs + HOUR_MS]);
  return found;
}

function joined(spans: readonly Span[]): Span[] {
  const result: [number, number][] = [];
  for (const [from, until] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], until);
    else result.push([from, until]);
  }
  return result;
}
