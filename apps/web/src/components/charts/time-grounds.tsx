import { useId } from 'react';
import { color } from '../../theme/colors';
import { Hatch } from './hatch';
import type { Plot } from './plot';
import type { TimePicture } from './time-chart.types';
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
