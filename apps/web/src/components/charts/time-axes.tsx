import { color } from '../../theme/colors';
import type { Plot } from './plot';
import type { TimeUnit } from './time-chart.types';
import { valueLabel } from './value-axis';

interface Props {
  plot: Plot;
  unit: TimeUnit;
  px: number;
}

/** Px of a usual screen between an axis and its labels. */
const GAP = 8;

/** Lines across, at the values that are named. */
export const Grid = ({ plot: { values, left, right, y } }: Pick<Props, 'plot'>) => (
  <g stroke={color('line')}>
    {values.map((value) => (
      <line key={value} x1={left} x2={right} y1={y(value)} y2={y(value)} />
    ))}
  </g>
);

/** The ground, and the names of values and moments: the plot has chosen those that do not crowd. */
export const Axes = ({ plot: { left, right, bottom, ticks, values, x, y }, unit, px }: Props) => (
  <g>
    <line x1={left} x2={right} y1={bottom} y2={bottom} stroke={color('muted')} />
    {ticks.map(({ atMs, label }) => (
      <text key={atMs} x={x(atMs)} y={bottom + GAP * px} dy="0.71em" textAnchor="middle">
        {label}
      </text>
    ))}
    {values.map((value) => (
      <text key={value} x={left - GAP * px} y={y(value)} dy="0.355em" textAnchor="end">
        {valueLabel(unit, value)}
      </text>
    ))}
  </g>
);
