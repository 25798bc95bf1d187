import {
  Bar,
  BarChart,
  type BarShapeProps,
  CartesianGrid,
  ReferenceDot,
  ReferenceLine,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';
import { memo, useId, useMemo } from 'react';
import { type ColorName, color } from '../../theme/colors';
import { Hatch, LIMIT_DASHES } from './rate-marks';
import { PointDoors } from './point-doors';
import { percentTicks } from './rate-axis';
import type { RateChartProps, RateLimit, RateMark, RatePoint } from './rate-chart.types';
import css from './rate-chart.module.css';
import { usePixelScale } from './pixel-scale';

const FILLS: Record<RatePoint['tone'], ColorName> = {
  ok: 'ok-fill',
  warning: 'warning-fill',
  critical: 'critical-fill',
  unknown: 'unknown-fill',
};

/**
 * A rate by hour as bars, with its limits, the hours that crossed them, and the hours nobody saw. Its reader
 * finds the same beside it in words and as a table, so it is hidden from screen readers.
 */
function RateChart({ points, limits, marks, onOpen }: RateChartProps) {
  const hatchId = useId();
  const px = usePixelScale();
  const ticks = useMemo(() => percentTicks(points, limits), [points, limits]);
  const top = ticks.at(-1) ?? 1;
  const rows = rowsOf(points, top);
  const tickOf = (key: string) => points.find((point) => point.key === key)?.tick ?? '';
  return (
    <div className={css.chart} aria-hidden="true">
      <BarChart
        responsive
        className={css.canvas}
        data={rows}
        margin={{ top: 20 * px, right: 4 * px, bottom: 0, left: 0 }}
        barCategoryGap="14%"
        accessibilityLayer={false}
      >
        <Hatch id={hatchId} px={px} />
        <CartesianGrid vertical={false} stroke={color('line')} />
        <XAxis
          dataKey="key"
          tickFormatter={tickOf}
          interval="equidistantPreserveStart"
          minTickGap={14 * px}
          height={26 * px}
          tickLine={false}
          axisLine={{ stroke: color('muted') }}
        />
        <YAxis ticks={ticks} domain={[0, top]} width="auto" unit=" %" tickLine={false} axisLine={false} />
        <Tooltip content={HourTooltip} cursor={{ fill: color('track') }} isAnimationActive={false} />
        <Bar dataKey="unseen" stackId="hour" fill={`url(#${hatchId})`} isAnimationActive={false} />
        <Bar dataKey="quiet" stackId="hour" shape={QuietHour} isAnimationActive={false} />
        <Bar dataKey="percent" stackId="hour" shape={HourBar} isAnimationActive={false} />
        {limits.map((limit) => limitLine(limit, px))}
        {marks.map((mark) => crossingMark(mark, px))}
        {onOpen !== undefined && <PointDoors keys={points.map(({ key }) => key)} onOpen={onOpen} />}
      </BarChart>
    </div>
  );
}

/** An hour is drawn by the one of its three parts that is not null. */
const rowsOf = (points: RatePoint[], top: number) =>
  points.map((point) => ({
    ...point,
    unseen: point.isUnobserved ? top : null,
    quiet: point.isQuiet ? 0 : null,
  }));

/** An hour without requests has no rate: a ring on the ground, where a rate of zero has its stub. */
function QuietHour({ x, y, width, payload }: BarShapeProps) {
  if (!(payload as RatePoint).isQuiet) return null;
  const radius = Math.min(Number(width) / 4, 6);
  return (
    <circle
      cx={Number(x) + Number(width) / 2}
      cy={Number(y) - radius * 1.5}
      r={radius}
      fill="none"
      stroke={color('unknown-fill')}
      strokeWidth={radius / 2.5}
    />
  );
}

/** A rate of zero keeps a stub: seen and fine is not the same as not seen. */
function HourBar({ x, y, width, height, payload }: BarShapeProps) {
  const point = payload as RatePoint;
  if (point.percent === null) return null;
  const shown = Math.max(Number(height), 2);
  const fill = color(FILLS[point.tone]);
  return (
    <rect
      x={x}
      y={Number(y) + Number(height) - shown}
      width={width}
      height={shown}
      rx={2}
      fill={fill}
      fillOpacity={point.isFilling ? 0.55 : 1}
      stroke={point.isFilling ? fill : 'none'}
      strokeDasharray="3 2"
    />
  );
}

/** Named in the legend: a label within the chart can lie on a bar. */
const limitLine = (limit: RateLimit, px: number) => (
  <ReferenceLine
    key={limit.tone}
    y={limit.percent}
    stroke={color(`${limit.tone}-fill`)}
    strokeWidth={1.5 * px}
    strokeDasharray={LIMIT_DASHES[limit.tone].map((dash) => dash * px).join(' ')}
  />
);

const crossingMark = (mark: RateMark, px: number) => (
  <ReferenceDot
    key={mark.key}
    x={mark.key}
    y={mark.percent}
    shape={({ cx = 0, cy = 0 }) => (
      <path
        transform={`translate(${cx} ${cy - 9 * px}) scale(${px})`}
        d={mark.isWorse ? 'M0 -4l5 8h-10z' : 'M0 4l5 -8h-10z'}
        fill={color(FILLS[mark.tone])}
        stroke={color('card')}
      />
    )}
  />
);

function HourTooltip({ active, payload }: TooltipContentProps) {
  const point = payload[0]?.payload as RatePoint | undefined;
  if (!active || point === undefined) return null;
  return (
    <div className={css.tooltip}>
      <strong>{point.title}</strong>
      {point.isFilling && ' (still filling)'}
      <br />
      {point.detail}
      {point.percent !== null && ` · ${point.word}`}
    </div>
  );
}

export default memo(RateChart);
