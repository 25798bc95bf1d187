import { color } from '../../theme/colors';
import type { Plot } from './plot';
import type { TimeLimit } from './time-chart.types';
import { dashes, LIMIT_INKS, LIMIT_LOOKS } from './time-looks';

interface Props {
  limits: TimeLimit[];
  plot: Plot;
  px: number;
}

/** Room of a label beside another, in px of a usual screen. */
const LETTER = 6.4;
const GAP = 12;
const LINE = 15;

export const LimitLines = ({ limits, plot: { left, right, y }, px }: Props) =>
  limits.map(({ tone, value }) => {
    const look = LIMIT_LOOKS[tone];
    return (
      <line
        key={tone}
        {...{ x1: left, x2: right, y1: y(value), y2: y(value) }}
        stroke={color(look.color)}
        strokeWidth={look.width * px}
        strokeDasharray={dashes(look, px)}
      />
    );
  });

/** Names of the limits on their lines; beside the one above it where two lines lie close together. */
export function LimitLabels({ limits, plot, px }: Props) {
  const right = plot.right - 2 * px;
  let above = { y: Number.NEGATIVE_INFINITY, start: right };
  return limits
    .toSorted((a, b) => b.value - a.value)
    .map(({ tone, value, label }) => {
      const y = plot.y(value) - 4 * px;
      const x = y - above.y < LINE * px ? above.start - GAP * px : right;
      above = { y, start: x - label.length * LETTER * px };
      return (
        <text
          key={tone}
          {...{ x, y, textAnchor: 'end', stroke: color('card'), strokeWidth: 5 * px, paintOrder: 'stroke' }}
          strokeLinejoin="round"
          style={{ fill: color(LIMIT_INKS[tone]) }}
        >
          {label}
        </text>
      );
    });
}
