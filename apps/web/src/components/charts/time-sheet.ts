import type { Sheet } from '../../lib/csv';
import type { TimePicture } from './time-chart.types';
import { spanText } from './time-spans';

/** What is drawn as a table to take along: steps in UTC, oldest first; what nobody saw has no numbers. */
export const timeSheet = ({ series, unit, steps, band }: TimePicture): Sheet => ({
  columns: ['from_utc', 'to_utc', ...namesOf(series, band).map((name) => `${name} (${unit})`), 'seen'],
  rows: steps.map(({ startMs, endMs, values, span, state }) => [
    utc(startMs),
    utc(endMs),
    ...values,
    ...(band === undefined ? [] : [span?.[1] ?? null]),
    state,
  ]),
});

/** Of all columns of values: the series, and what the band reaches to. */
export const namesOf = (series: readonly string[], band: string | undefined): string[] =>
  band === undefined ? [...series] : [...series, band];

const utc = (ms: number): string => new Date(ms).toISOString();

/** From the first step to the last, as the reader's zone says it. */
export function rangeText({ steps }: TimePicture, zone: string): string {
  const [first, last] = [steps[0], steps.at(-1)];
  return first === undefined || last === undefined ? '' : spanText({ ...first, endMs: last.endMs }, zone);
}
