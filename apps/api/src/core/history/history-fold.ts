import type { HistoryPoint } from '@watchroom/contracts';
import type { StepGrid } from './step-grid';
import { type HistoryRow, type Measured, type Tally, UNOBSERVED } from './tally';

/**
 * Places rows into steps and measures each step as soon as its last row has been seen, so that only one step's rows are
 * held at a time.
 */
export class HistoryFold<Row extends HistoryRow> {
  private readonly measured = new Map<number, Measured>();
  private open: { index: number; tally: Tally<Row> } | null = null;

  constructor(
    private readonly grid: StepGrid,
    private readonly newTally: () => Tally<Row>,
  ) {}

  /** Rows come oldest first; those outside the grid are left out. @throws RangeError when one comes too late. */
  add(row: Row): void {
    const index = this.grid.indexAt(row.start.getTime());
    if (index < 0 || index >= this.grid.count) return;
    if (this.open !== null && index < this.open.index) throw new RangeError('Rows must come oldest first');
    if (this.open?.index !== index) {
      this.close();
      this.open = { index, tally: this.newTally() };
    }
    this.open.tally.add(row);
  }

  /** One point for each step, oldest first. A step that lasts until `now` or beyond is still filling. */
  points(now: Date): HistoryPoint[] {
    this.close();
    return Array.from({ length: this.grid.count }, (_, index) => {
      const { startMs, endMs } = this.grid.step(index);
      return {
        start: new Date(startMs).toISOString(),
        seconds: (endMs - startMs) / 1000,
        ...(this.measured.get(index) ?? UNOBSERVED),
        filling: endMs > now.getTime(),
      };
    });
  }

  private close(): void {
    if (this.open !== null) this.measured.set(this.open.index, this.open.tally.measured());
    this.open = null;
  }
}
