import type { Tone } from '../../lib/tone';
import { DAY_MS, HOUR_MS } from '../../lib/time-units';
import { timeFormat } from '../../lib/zone';
import type { TimeStep } from './time-chart.types';

export interface TimeSpan {
  startMs: number;
  endMs: number;
}

/** The longest day of a zone has 25 hours, the shortest 23. */
const SHORTEST_DAY_MS = 23 * HOUR_MS;

/** Neighbouring steps of the same kind as one span; steps whose kind is null are left out. */
export function spansBy<K>(
  steps: readonly TimeStep[],
  kindOf: (step: TimeStep) => K | null,
): (TimeSpan & { kind: K })[] {
  const spans: (TimeSpan & { kind: K })[] = [];
  for (const step of steps) {
    const kind = kindOf(step);
    const last = spans.at(-1);
    if (kind === null) continue;
    if (last !== undefined && last.kind === kind && last.endMs === step.startMs) last.endMs = step.endMs;
    else spans.push({ kind, startMs: step.startMs, endMs: step.endMs });
  }
  return spans;
}

export const unobservedSpans = (steps: readonly TimeStep[]): TimeSpan[] =>
  spansBy(steps, ({ state }) => (state === 'unobserved' ? state : null));

export const quietSpans = (steps: readonly TimeStep[]): TimeSpan[] =>
  spansBy(steps, ({ state }) => (state === 'no_traffic' ? state : null));

/** When a limit was broken. */
export const breachSpans = (steps: readonly TimeStep[]): (TimeSpan & { kind: Tone })[] =>
  spansBy(steps, ({ tone }) => (tone === 'warning' || tone === 'critical' ? tone : null));

/** Which step a moment lies in; null outside of all. */
export function indexAt(steps: readonly TimeStep[], atMs: number | null): number | null {
  if (atMs === null) return null;
  let [low, high] = [0, steps.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const step = steps[middle];
    if (step === undefined || atMs < step.startMs) high = middle - 1;
    else if (atMs >= step.endMs) low = middle + 1;
    else return middle;
  }
  return null;
}

/** "Mon 23 Nov, 14:15 to 14:30"; of a whole day "Mon 23 Nov"; of more the day on which it ends, too. */
export function spanText({ startMs, endMs }: TimeSpan, zone: string): string {
  const day = timeFormat({ weekday: 'short', day: 'numeric', month: 'short' }, zone);
  const clock = timeFormat({ hour: '2-digit', minute: '2-digit' }, zone);
  const isDay = endMs - startMs >= SHORTEST_DAY_MS && clock.format(startMs) === '00:00';
  if (isDay && endMs - startMs <= DAY_MS * 1.05) return plain(day.format(startMs));
  const end = endMs - startMs < DAY_MS ? '' : `${plain(day.format(endMs))}, `;
  return `${plain(day.format(startMs))}, ${clock.format(startMs)} to ${end}${clock.format(endMs)}`;
}

const plain = (day: string): string => day.replace(',', '');
