import type { Plot } from './plot';
import type { TimeStep } from './time-chart.types';

/** A place on the canvas; y null: nothing was seen there, the line is interrupted. */
export interface Point {
  x: number;
  y: number | null;
}

/** A series as it is drawn. */
export interface Drawn {
  /** What is complete. */
  line: Point[];
  /** What leads to the step that still fills: a line of its own. */
  filling: Point[];
  /** Values between two gaps, which no line would show. */
  alone: { x: number; y: number }[];
}

type Scale = Pick<Plot, 'x' | 'y'>;

/** A value stands in the middle of its step. */
const middle = ({ x }: Scale, { startMs, endMs }: TimeStep): number => x((startMs + endMs) / 2);

const leadsToFilling = (steps: readonly TimeStep[], index: number): boolean =>
  steps[index]?.isFilling === true || steps[index + 1]?.isFilling === true;

export function drawnOf(steps: readonly TimeStep[], rank: number, plot: Scale): Drawn {
  const points = steps.map((step): Point => {
    const value = step.values[rank] ?? null;
    return { x: middle(plot, step), y: value === null ? null : plot.y(value) };
  });
  return {
    line: points.map((point, index) => (steps[index]?.isFilling === true ? { ...point, y: null } : point)),
    filling: points.filter((_, index) => leadsToFilling(steps, index)),
    alone: points.flatMap(({ x, y }, index) => (y !== null && isAlone(steps, index, rank) ? { x, y } : [])),
  };
}

/** The ground between the fewest and the most of each step; null where no step has them. */
export function bandOf(steps: readonly TimeStep[], plot: Scale): { low: Point[]; high: Point[] } | null {
  if (steps.every(({ span }) => span === null)) return null;
  const edge = (end: 0 | 1) =>
    steps.map((step): Point => ({
      x: middle(plot, step),
      y: step.span === null ? null : plot.y(step.span[end]),
    }));
  return { low: edge(0), high: edge(1) };
}

/** A value between two gaps has no line: it needs a dot to be seen. */
export function isAlone(steps: readonly TimeStep[], index: number, rank: number): boolean {
  const valueAt = (at: number) => steps[at]?.values[rank] ?? null;
  return valueAt(index) !== null && valueAt(index - 1) === null && valueAt(index + 1) === null;
}
