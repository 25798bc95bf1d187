import type { HistoryPoint } from '@watchroom/contracts';

/** What was measured in a step. */
export type Measured = Omit<HistoryPoint, 'start' | 'seconds' | 'filling'>;

/** A row that speaks of the time from `start` on: a minute, a part of one, or an hour. */
export interface HistoryRow {
  start: Date;
  /** Minutes in which somebody observed. */
  minutes: number;
}

/** Puts the rows of one step together. */
export interface Tally<Row extends HistoryRow> {
  /** In the order of time. */
  add(row: Row): void;
  /** Of all rows so far, in the unit of its metric. */
  measured(): Measured;
}

export const UNOBSERVED: Measured = { state: 'unobserved', value: null, n: null, observed_minutes: 0 };

/** Counts observed minutes of rows that come oldest first: the parts of one minute count once. */
export class ObservedMinutes {
  count = 0;
  private newestMs = -Infinity;

  add({ start, minutes }: HistoryRow): void {
    if (start.getTime() <= this.newestMs) return;
    this.newestMs = start.getTime();
    this.count += minutes;
  }
}
