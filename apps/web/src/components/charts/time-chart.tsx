import { memo, useMemo } from 'react';
import { Surface } from 'recharts';
import { usePixelScale } from './pixel-scale';
import { type Plot, plotOf } from './plot';
import { Axes, Grid } from './time-axes';
import { Bars } from './time-bars';
import type { TimeChartProps, TimePicture } from './time-chart.types';
import { TimeCursor } from './time-cursor';
import { Grounds } from './time-grounds';
import { LimitLabels, LimitLines } from './time-limits';
import { Lines } from './time-lines';
import { Marks } from './time-marks';
import { useSize } from './use-size';
import css from './time-chart.module.css';

/** Something over time. The canvas is for eyes; the cursor over it, the words and the table beside it tell the same. */
function TimeChart({ picture, zone, label, onOpen }: TimeChartProps) {
  const [ref, { width, height }] = useSize();
  const px = usePixelScale();
  const plot = useMemo(
    () => plotOf(picture, zone, { width, height, px }),
    [picture, zone, width, height, px],
  );
  const isDrawn = width > 0 && height > 0;
  return (
    <div className={css.chart} ref={ref}>
      {isDrawn && (
        <div className={css.canvas} aria-hidden="true">
          <Canvas picture={picture} plot={plot} px={px} width={width} height={height} />
        </div>
      )}
      <TimeCursor picture={picture} plot={isDrawn ? plot : null} zone={zone} label={label} onOpen={onOpen} />
    </div>
  );
}

interface CanvasProps {
  picture: TimePicture;
  plot: Plot;
  px: number;
  width: number;
  height: number;
}

/** Drawn anew for new data or another size, not for a cursor that moves. */
const Canvas = memo(function Canvas({ picture, plot, px, width, height }: CanvasProps) {
  const drawn = { picture, plot, px };
  return (
    <Surface width={width} height={height}>
      <Grid plot={plot} />
      <Grounds {...drawn} />
      {picture.kind === 'bars' ? <Bars {...drawn} /> : <Lines {...drawn} />}
      <LimitLines limits={picture.limits} plot={plot} px={px} />
      <Axes plot={plot} unit={picture.unit} px={px} />
      <Marks {...drawn} />
      <LimitLabels limits={picture.limits} plot={plot} px={px} />
    </Surface>
  );
});

export default memo(TimeChart);
