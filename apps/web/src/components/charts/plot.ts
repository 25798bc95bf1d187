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
export const AXIS_HEIGHT = 24;
const LETTER = 7;
const TICK_GAP = 14;

/** Where everything lies on a chart of this size; `px`: how much larger than usual the page is shown. */
export function plotOf(
  { unit, steps, limits }: TimePicture,
  zone: string,
  size: { width: number; height: number; px: number },
): Plot {
  const { width, height, px } = size;
  const seen = steps.flatMap(({ values, span }) => [
    ...values.filter((value) => value !== null),
    ...(span ?? []),
  ]);
  const lines = limits.map(({ value }) => value);
  const values = valueTicks(unit, seen, lines);
  const letters = Math.max(...values.map((value) => valueLabel(unit, value).length));
  const left = Math.ceil((letters * LETTER + TICK_GAP) * px);
  const right = width - RIGHT * px;
  const [top, bottom] = [TOP * px, height - AXIS_HEIGHT * px];
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
