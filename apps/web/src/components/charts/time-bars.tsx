import { color } from '../../theme/colors';
import type { Plot } from './plot';
import type { TimePicture, TimeStep } from './time-chart.types';
import { FILLS } from './time-looks';

interface Props {
  picture: TimePicture;
  plot: Plot;
  px: number;
}

/** Values as bars, each in the colour of its state. */
export const Bars = ({ picture: { steps }, plot, px }: Props) => (
  <g>
    {steps.map((step) => (
      <Bar key={step.startMs} step={step} plot={plot} px={px} />
    ))}
  </g>
);

function Bar({ step, plot, px }: { step: TimeStep; plot: Plot; px: number }) {
  const [value] = step.values;
  if (value === undefined || value === null) return null;
  const room = plot.x(step.endMs) - plot.x(step.startMs);
  const top = Math.min(plot.y(value), plot.bottom - 2 * px); // seen and zero is not the same as not seen
  const fill = color(FILLS[step.tone]);
  return (
    <rect
      x={plot.x(step.startMs) + room * 0.07}
      y={top}
      width={Math.max(1, room * 0.86)}
      height={plot.bottom - top}
      rx={Math.min(2 * px, room / 4)}
      fill={fill}
      fillOpacity={step.isFilling ? 0.55 : 1}
      stroke={step.isFilling ? fill : 'none'}
      strokeDasharray="3 2"
    />
  );
}
