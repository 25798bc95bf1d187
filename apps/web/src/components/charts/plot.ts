import type { TimePicture } from './time-chart.types';
import { type TimeTick, timeTicks } from './time-axis';
import { valueLabel, valueTicks } from './value-axis';

export interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
  ticks: TimeTick[];
  values: number[];
  fromMs: number;
  toMs: number;
  /** Moment and value in px of the chart. */
  x: (atMs: number) => number;
  y: (value: number) => number;
}

/** Px of a usual screen. */
const TOP = 16;
const RIGHT = 10;
const AXIS_HEIGHT = 24;
const LETTER = 7;
const TICK_GAP = 14;

/** Where everything lies on a chart of this size; `px`: how much larger than usual the page is shown. */
export function plotOf(
  { unit, steps, limits }: TimePicture,
  zone: string,
  size: { width: number; height: number; px: number },
): Plot {
  const lines = limits.map(({ value }) => value);
  const values = valueTicks(unit, seenIn(steps), lines);
  const { px } = size;
  const letters = Math.max(...values.map((value) => valueLabel(unit, value).length));
  const { left, right, top, bottom } = frameOf(letters, size);
  const [fromMs, toMs] = [steps[0]?.startMs ?? 0, steps.at(-1)?.endMs ?? 1];
  const [ground, ceiling] = [values[0] ?? 0, values.at(-1) ?? 1];
  return {
    left,
    right,
    top,
    bottom,
    values,
    fromMs,
    toMs,
    ticks: timeTicks({
      fromMs,
      toMs,
      zone,
      widthPx: right - left,
      letterPx: LETTER * px,
      sparePx: RIGHT * px,
    }),
    x: (atMs) => left + ((atMs - fromMs) / (toMs - fromMs)) * (right - left),
    y: (value) => bottom - ((value - ground) / (ceiling - ground)) * (bottom - top),
  };
}

/** Every value that is drawn, the ends of spans as well. */
const seenIn = (steps: TimePicture['steps']): number[] =>
  steps.flatMap(({ values, span }) => [...values.filter((value) => value !== null), ...(span ?? [])]);

/** What is left of the chart once its labels stand around it; `letters`: of the longest value. */
const frameOf = (letters: number, { width, height, px }: { width: number; height: number; px: number }) => ({
  left: Math.ceil((letters * LETTER + TICK_GAP) * px),
  right: width - RIGHT * px,
  top: TOP * px,
  bottom: height - AXIS_HEIGHT * px,
});
