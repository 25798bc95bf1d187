import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../chance/rhythm';

/** Minutes [from, until) in ms since 1970. */
type Span = [from: number, until: number];

/** Watchroom takes what is up to 48 hours old; some minutes less, as telling takes its time. */
const TOLD_MS = 2 * DAY_MS - HOUR_MS / 4;
const REMEMBER_MS = 2 * DAY_MS + HOUR_MS;

/**
 * Remembers in a small file which minutes Watchroom has been told of, by a past or by a live play, so that a later
 * start fills in only what is missing. Without the file everything counts as missing; Watchroom then drops repetitions.
 */
export class CoveredMinutes {
  private spans: Span[];

  constructor(private readonly path: string) {
    this.spans = readSpans(path);
  }

  /** Whole minutes from `pastStart` up to `nowMs` that nobody has told of yet. */
  missing(nowMs: number): number[] {
    const until = minuteOf(nowMs);
    const missing: number[] = [];
    for (let minute = pastStart(nowMs); minute < until; minute += MINUTE_MS)
      if (!this.spans.some(([from, end]) => minute >= from && minute < end)) missing.push(minute);
    return missing;
  }

  /** Marks the minutes that [fromMs, untilMs] touches. */
  add(fromMs: number, untilMs = fromMs): void {
    this.spans = joined([...this.spans, [minuteOf(fromMs), minuteOf(untilMs) + MINUTE_MS]]);
  }

  /** Writes the file, without what is too old to matter. */
  save(nowMs: number): void {
    this.spans = this.spans.filter(([, until]) => until > nowMs - REMEMBER_MS);
    const draft = `${this.path}.new`;
    writeFileSync(draft, JSON.stringify({ covered: this.spans }), { mode: 0o600 });
    renameSync(draft, this.path);
  }
}

/** The first full UTC hour of which Watchroom takes every minute: 47 to 48 hours ago. */
export const pastStart = (nowMs: number): number => Math.ceil((nowMs - TOLD_MS) / HOUR_MS) * HOUR_MS;

const minuteOf = (ms: number): number => Math.floor(ms / MINUTE_MS) * MINUTE_MS;

function joined(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const [from, until] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], until);
    else result.push([from, until]);
  }
  return result;
}

function readSpans(path: string): Span[] {
  try {
    const { covered } = JSON.parse(readFileSync(path, 'utf8')) as { covered: unknown };
    return Array.isArray(covered) ? covered.filter(isSpan) : [];
  } catch {
    return [];
  }
}

const isSpan = (value: unknown): value is Span =>
  Array.isArray(value) && value.length === 2 && value.every((edge) => Number.isSafeInteger(edge));
