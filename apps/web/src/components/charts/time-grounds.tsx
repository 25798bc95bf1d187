import { useId } from 'react';
import { color } from '../../theme/colors';
import { Hatch } from './hatch';
import type { Plot } from './plot';
import type { TimeMark, TimePicture, TimeStep } from './time-chart.types';
import { FILLS } from './time-looks';
import { breachSpans, quietSpans, type TimeSpan, unobservedSpans } from './time-spans';

interface Props {
  picture: TimePicture;
  plot: Plot;
  px: number;
}

/** What lies behind the values: when a limit was broken, when nobody looked, when nothing came. */
export function Grounds({ picture: { steps }, plot, px }: Props) {
  const hatchId = useId();
  const rect = ({ startMs, endMs }: TimeSpan) => ({
    x: plot.x(startMs),
    width: Math.max(1, plot.x(endMs) - plot.x(startMs)),
  });
  return (
    <g>
      <Hatch id={hatchId} px={px} />
      {breachSpans(steps).map((span) => (
        <g key={span.startMs} data-breach={span.kind}>
          <rect
            {...rect(span)}
            y={plot.top}
            height={plot.bottom - plot.top}
            fill={color(span.kind === 'critical' ? 'critical-soft' : 'warning-soft')}
          />
          <rect {...rect(span)} y={plot.top} height={3 * px} fill={color(FILLS[span.kind])} />
        </g>
      ))}
      {unobservedSpans(steps).map((span) => (
        <rect
          key={span.startMs}
          {...rect(span)}
          y={plot.top}
          height={plot.bottom - plot.top}
          fill={`url(#${hatchId})`}
          data-unobserved
        />
      ))}
      {quietSpans(steps).map((span) => (
        <QuietRing key={span.startMs} x={plot.x((span.startMs + span.endMs) / 2)} plot={plot} px={px} />
      ))}
    </g>
  );
}

/** Nothing came: a ring on the ground, where a value of zero has its stub. */
const QuietRing = ({ x, plot, px }: { x: number; plot: Plot; px: number }) => (
  <circle
    cx={x}
    cy={plot.bottom - 6 * px}
    r={3.5 * px}
    fill="none"
    stroke={color('unknown-fill')}
    strokeWidth={1.5 * px}
  />
);

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

export const Marks = ({ picture: { marks }, plot, px }: Props) =>
  marks.map((mark) => (
    <Mark key={mark.atMs} mark={mark} x={plot.x(mark.atMs)} y={plot.y(mark.value)} px={px} />
  ));

const Mark = ({ mark, x, y, px }: { mark: TimeMark; x: number; y: number; px: number }) => (
  <path
    transform={`translate(${x} ${y - 9 * px}) scale(${px})`}
    d={mark.isWorse ? 'M0 -4l5 8h-10z' : 'M0 4l5 -8h-10z'}
    fill={color(FILLS[mark.tone])}
    stroke={color('card')}
  />
);
