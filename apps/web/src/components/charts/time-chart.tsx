import { memo, useMemo } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts';
import { color } from '../../theme/colors';
import { usePixelScale } from './pixel-scale';
import { AXIS_HEIGHT, type Plot, plotOf } from './plot';
import type { TimeChartProps, TimePicture, TimeStep } from './time-chart.types';
import { TimeCursor } from './time-cursor';
import { Bars, Grounds, Marks } from './time-grounds';
import { LimitLabels, limitLine } from './time-limits';
import { dashes, lookOf } from './time-looks';
import { isAlone, rowsOf } from './time-rows';
import { useSize } from './use-size';
import { valueLabel } from './value-axis';
import css from './time-chart.module.css';

/** Something over time. The canvas is for eyes; the cursor over it, the words and the table beside it tell the same. */
function TimeChart({ picture, zone, label }: TimeChartProps) {
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
      <TimeCursor picture={picture} plot={isDrawn ? plot : null} zone={zone} label={label} />
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
  const rows = useMemo(() => rowsOf(picture.steps), [picture]);
  const labels = new Map(plot.ticks.map(({ atMs, label }) => [atMs, label]));
  const ends: [number, number] = [plot.values[0] ?? 0, plot.values.at(-1) ?? 1];
  return (
    <ComposedChart
      {...{ width, height, data: rows, accessibilityLayer: false }}
      margin={{ top: plot.top, right: width - plot.right, bottom: 0, left: 0 }}
    >
      <Grounds picture={picture} plot={plot} px={px} />
      <CartesianGrid vertical={false} stroke={color('line')} />
      <XAxis
        {...{
          dataKey: 'atMs',
          type: 'number',
          domain: [plot.fromMs, plot.toMs],
          interval: 0,
          tickLine: false,
        }}
        ticks={plot.ticks.map(({ atMs }) => atMs)}
        tickFormatter={(atMs: number) => labels.get(atMs) ?? ''}
        height={AXIS_HEIGHT * px}
        axisLine={{ stroke: color('muted') }}
      />
      <YAxis
        {...{
          ticks: plot.values,
          domain: ends,
          width: plot.left,
          tickLine: false,
          axisLine: false,
          interval: 0,
        }}
        tickFormatter={(value: number) => valueLabel(picture.unit, value)}
      />
      {picture.kind === 'bars' && <Bars picture={picture} plot={plot} px={px} />}
      {picture.kind === 'lines' && picture.steps.some(({ span }) => span !== null) && (
        <Area {...DRAWN} dataKey="span" stroke="none" fill={color('brand')} fillOpacity={0.16} />
      )}
      {picture.kind === 'lines' && picture.series.map((_, rank) => lines(picture.steps, rank, px))}
      {picture.limits.map((limit) => limitLine(limit, px))}
      <Marks picture={picture} plot={plot} px={px} />
      <LimitLabels limits={picture.limits} plot={plot} px={px} />
    </ComposedChart>
  );
});

const DRAWN = { type: 'linear', isAnimationActive: false, connectNulls: false, activeDot: false } as const;

/** A series, and the way to its step that still fills. */
function lines(steps: TimeStep[], rank: number, px: number) {
  const look = lookOf(rank);
  const stroke = { stroke: color(look.color), strokeWidth: look.width * px };
  const lone = (props: { cx?: number; cy?: number; index?: number }) => (
    <LoneDot key={props.index} {...props} isShown={isAlone(steps, props.index ?? -1, rank)} look={stroke} />
  );
  return [
    <Line
      key={`v${rank}`}
      {...DRAWN}
      {...stroke}
      dataKey={`v${rank}`}
      strokeDasharray={dashes(look, px)}
      dot={lone}
    />,
    <Line key={`t${rank}`} {...DRAWN} {...stroke} dataKey={`t${rank}`} strokeDasharray="2 3" dot={lone} />,
  ];
}

interface DotProps {
  cx?: number;
  cy?: number;
  isShown: boolean;
  look: { stroke: string; strokeWidth: number };
}

const LoneDot = ({ cx, cy, isShown, look }: DotProps) =>
  isShown && Number.isFinite(cx) && Number.isFinite(cy) ? (
    <circle cx={cx} cy={cy} r={look.strokeWidth * 1.25} fill={look.stroke} />
  ) : null;

export default memo(TimeChart);
