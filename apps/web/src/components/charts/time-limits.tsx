import { ReferenceLine } from 'recharts';
import { color } from '../../theme/colors';
import type { Plot } from './plot';
import type { TimeLimit } from './time-chart.types';
import { dashes, LIMIT_INKS, LIMIT_LOOKS } from './time-looks';

/** Room of a label beside another, in px of a usual screen. */
const LETTER = 6.4;
const GAP = 14;

export const limitLine = (limit: TimeLimit, px: number) => (
  <ReferenceLine
    key={limit.tone}
    y={limit.value}
    stroke={color(LIMIT_LOOKS[limit.tone].color)}
    strokeWidth={LIMIT_LOOKS[limit.tone].width * px}
    strokeDasharray={dashes(LIMIT_LOOKS[limit.tone], px)}
  />
);

/** Names of the limits on their lines: each beside the one above it, as two lines may lie close together. */
export function LimitLabels({ limits, plot, px }: { limits: TimeLimit[]; plot: Plot; px: number }) {
  let end = plot.right - 2 * px;
  return limits
    .toSorted((a, b) => b.value - a.value)
    .map((limit) => {
      const x = end;
      end -= (limit.label.length * LETTER + GAP) * px;
      return (
        <text
          key={limit.tone}
          x={x}
          y={plot.y(limit.value) - 4 * px}
          textAnchor="end"
          style={{ fill: color(LIMIT_INKS[limit.tone]) }}
          stroke={color('card')}
          strokeWidth={3 * px}
          paintOrder="stroke"
        >
          {limit.label}
        </text>
      );
    });
}
