import { Curve } from 'recharts';
import { color } from '../../theme/colors';
import type { Plot } from './plot';
import type { TimePicture, TimeStep } from './time-chart.types';
import { dashes, lookOf } from './time-looks';
import { bandOf, drawnOf } from './time-rows';

interface Props {
  picture: TimePicture;
  plot: Plot;
  px: number;
}

/** Values as lines over the ground between fewest and most. */
export function Lines({ picture: { steps, series }, plot, px }: Props) {
  const band = bandOf(steps, plot);
  return (
    <g>
      {band !== null && (
        <Curve
          points={band.high}
          baseLine={band.low}
          layout="horizontal"
          fill={color('brand')}
          fillOpacity={0.16}
        />
      )}
      {series.map((name, rank) => (
        <Series key={name} {...{ steps, rank, plot, px }} />
      ))}
    </g>
  );
}

function Series({ steps, rank, plot, px }: { steps: TimeStep[]; rank: number; plot: Plot; px: number }) {
  const look = lookOf(rank);
  const { line, filling, alone } = drawnOf(steps, rank, plot);
  const width = look.width * px;
  return (
    <g fill="none" stroke={color(look.color)} strokeWidth={width}>
      <Curve points={line} strokeDasharray={dashes(look, px)} />
      <Curve points={filling} strokeDasharray="2 3" />
      {alone.map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r={width * 1.25} fill={color(look.color)} stroke="none" />
      ))}
    </g>
  );
}
