import { ReferenceLine } from 'recharts';
import { color } from '../../theme/colors';
import type { Plot } from './plot';
import type { TimeLimit } from './time-chart.types';
import { dashes, LIMIT_INKS, LIMIT_LOOKS } from './time-looks';

/** Room of a label beside another, in px of a usual screen. */
const LETTER = 6.4;
const GAP = 12;
const LINE = 15;

export const limitLine = (limit: TimeLimit, px: number) => (
  <ReferenceLine
    key={limit.tone}
    y={limit.value}
    stroke={color(LIMIT_LOOKS[limit.tone].color)}
    strokeWidth={LIMIT_LOOKS[limit.tone].width * px}
    strokeDasharray={dashes(LIMIT_LOOKS[limit.tone], px)}
  />
);

/** Names of the limits on their lines; beside the one above it where two lines lie close together. */
export function LimitLabels({ limits, plot, px }: { limits: TimeLimit[]; plot: Plot; px: number }) {
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
          {...{ x, y, textAnchor: 'end', stroke: color('card'), strokeWidth: 3 * px, paintOrder: 'stroke' }}
          style={{ fill: color(LIMIT_INKS[tone]) }}
        >
          {label}
        </text>
      );
    });
}
