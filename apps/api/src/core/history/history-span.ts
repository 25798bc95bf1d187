import { HOUR_MS, QUARTER_MS } from '../time';
import type { HistoryQuestion } from './history-question';
import type { StepGrid } from './step-grid';

/** Rows to be read at once. `from` and `to` (exclusive) are full hours if `resolution` is. */
export interface HistorySpan {
  from: Date;
  to: Date;
  resolution: 'minute' | 'hour';
  /** Quarters of UTC days that lie within the span and within one step: they may be read instead of their hours. */
  quarters: Date[];
}

/** The range of a question in pieces of some hours, oldest first: none of them holds up other requests for long. */
export function spansOf(
  { grid, resolution }: Pick<HistoryQuestion, 'grid' | 'resolution'>,
  hoursAtOnce: number,
): HistorySpan[] {
  const spanMs = hoursAtOnce * HOUR_MS;
  const spans: HistorySpan[] = [];
  for (let at = grid.startMs; at < grid.endMs; at += spanMs) {
    const endMs = Math.min(at + spanMs, grid.endMs);
    const quarters = resolution === 'hour' ? quartersWithin(grid, at, endMs) : [];
    spans.push({ from: new Date(at), to: new Date(endMs), resolution, quarters });
  }
  return spans;
}

function quartersWithin(grid: StepGrid, fromMs: number, toMs: number): Date[] {
  const quarters: Date[] = [];
  for (let at = Math.ceil(fromMs / QUARTER_MS) * QUARTER_MS; at + QUARTER_MS <= toMs; at += QUARTER_MS)
    if (grid.indexAt(at) === grid.indexAt(at + QUARTER_MS - 1)) quarters.push(new Date(at));
  return quarters;
}
