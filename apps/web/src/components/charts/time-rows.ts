import type { TimeStep } from './time-chart.types';

/** A row for the chart library: `v0` … the values, `t0` … what leads to the step that is still filling. */
export type TimeRow = { atMs: number; span: [number, number] | null } & Record<string, unknown>;

/** A value stands in the middle of its step. What still fills is not drawn through: it is a line of its own. */
export const rowsOf = (steps: readonly TimeStep[]): TimeRow[] =>
  steps.map((step, index) => {
    const leads = step.isFilling || steps[index + 1]?.isFilling === true;
    const row: TimeRow = { atMs: (step.startMs + step.endMs) / 2, span: step.span };
    for (const [rank, value] of step.values.entries()) {
      row[`v${rank}`] = step.isFilling ? null : value;
      row[`t${rank}`] = leads ? value : null;
    }
    return row;
  });

/** A value between two gaps has no line: it needs a dot to be seen. */
export function isAlone(steps: readonly TimeStep[], index: number, rank: number): boolean {
  const valueAt = (at: number) => steps[at]?.values[rank] ?? null;
  return valueAt(index) !== null && valueAt(index - 1) === null && valueAt(index + 1) === null;
}
