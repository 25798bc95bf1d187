import { color } from '../../theme/colors';
import type { Plot } from './plot';
import type { TimeMark, TimePicture } from './time-chart.types';
import { FILLS } from './time-looks';

interface Props {
  picture: TimePicture;
  plot: Plot;
  px: number;
}

/** Where the state changed: upwards for the worse, downwards for the better. */
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
