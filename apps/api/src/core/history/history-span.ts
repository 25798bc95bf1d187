import { HOUR_MS } from '../requests/minute';
import type { HistoryQuestion } from './history-question';

/** Rows to be read at once. `from` and `to` (exclusive) are full hours if `resolution` is. */
export interface HistorySpan {
  from: Date;
  to: Date;
  resolution: 'minute' | 'hour';
}

/** The range of a question in pieces of some hours, oldest first: none of them holds up other requests for long. */
export function spansOf(
  { grid, resolution }: Pick<HistoryQuestion, 'grid' | 'resolution'>,
  hoursAtOnce: number,
): HistorySpan[] {
  const spanMs = hoursAtOnce * HOUR_MS;
  const spans: HistorySpan[] = [];
  for (let at = grid.startMs; at < grid.endMs; at += spanMs)
    spans.push({ from: new Date(at), to: new Date(Math.min(at + spanMs, grid.endMs)), resolution });
  return spans;
}
