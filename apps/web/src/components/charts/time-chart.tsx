import { memo, useMemo } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts';
import { color } from '../../theme/colors';
import { usePixelScale } from './pixel-scale';
import { AXIS_HEIGHT, type Plot, plotOf } from './plot';
import type { TimeChartProps, TimePicture, TimeStep, TimeUnit } from './time-chart.types';
import { TimeCursor } from './time-cursor';
import { Bars, Grounds, Marks } from './time-grounds';
import { LimitLabels, limitLine } from './time-limits';
import { dashes, lookOf } from './time-looks';
import { isAlone, rowsOf } from './time-rows';
import { useSize } from './use-size';
import { valueLabel } from './value-axis';
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
  const rows = useMemo(() => rowsOf(picture.steps), [picture]);
  const drawn = { picture, plot, px };
  return (
    <ComposedChart
      {...{ width, height, data: rows, accessibilityLayer: false }}
      margin={{ top: plot.top, right: width - plot.right, bottom: 0, left: 0 }}
    >
      <Grounds {...drawn} />
      <CartesianGrid vertical={false} stroke={color('line')} />
      {axes(plot, picture.unit, px)}
      {picture.kind === 'bars' && <Bars {...drawn} />}
      {picture.kind === 'bars' ? AXIS_HOLDER : linesOf(picture, px)}
      {picture.limits.map((limit) => limitLine(limit, px))}
      <Marks {...drawn} />
      <LimitLabels limits={picture.limits} plot={plot} px={px} />
    </ComposedChart>
  );
});

function axes(plot: Plot, unit: TimeUnit, px: number) {
  const labels = new Map(plot.ticks.map(({ atMs, label }) => [atMs, label]));
  return [
    <XAxis
      key="x"
      {...{ dataKey: 'atMs', type: 'number', interval: 0, tickLine: false }}
      domain={[plot.fromMs, plot.toMs]}
      ticks={plot.ticks.map(({ atMs }) => atMs)}
      tickFormatter={(atMs: number) => labels.get(atMs) ?? ''}
      height={AXIS_HEIGHT * px}
      axisLine={{ stroke: color('muted') }}
    />,
    <YAxis
      key="y"
      {...{ ticks: plot.values, width: plot.left, interval: 0, tickLine: false, axisLine: false }}
      domain={[plot.values[0] ?? 0, plot.values.at(-1) ?? 1]}
      tickFormatter={(value: number) => valueLabel(unit, value)}
    />,
  ];
}

const DRAWN = { type: 'linear', isAnimationActive: false, connectNulls: false, activeDot: false } as const;

/** The library draws no axis without a line. */
const AXIS_HOLDER = <Line {...DRAWN} dataKey="v0" stroke="none" dot={false} />;

const linesOf = ({ steps, series }: TimePicture, px: number) => [
  steps.some(({ span }) => span !== null) && (
    <Area key="span" {...DRAWN} dataKey="span" stroke="none" fill={color('brand')} fillOpacity={0.16} />
  ),
  ...series.flatMap((_, rank) => lines(steps, rank, px)),
];

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
