import { memo, useId, useMemo } from 'react';
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';
import { color } from '../../theme/colors';
import { latencyTicks } from './latency-axis';
import type { LatencyChartProps, LatencyPoint } from './latency-chart.types';
import { usePixelScale } from './pixel-scale';
import css from './rate-chart.module.css';
import { Hatch } from './rate-marks';

/**
 * How fast a service answered, and when it did not. Its reader finds the same beside it in words and as a table, so it
 * is hidden from screen readers.
 */
function LatencyChart({ points }: LatencyChartProps) {
  const hatchId = useId();
  const px = usePixelScale();
  const ticks = useMemo(() => latencyTicks(points), [points]);
  const top = ticks.at(-1) ?? 1;
  const rows = useMemo(() => rowsOf(points, top), [points, top]);
  const tickOf = (key: string) => points.find((point) => point.key === key)?.tick ?? '';
  return (
    <div className={css.chart} aria-hidden="true">
      <ComposedChart
        responsive
        className={css.canvas}
        data={rows}
        margin={{ top: 8 * px, right: 4 * px, bottom: 0, left: 0 }}
        barCategoryGap={0}
        accessibilityLayer={false}
      >
        <Hatch id={hatchId} px={px} />
        <CartesianGrid vertical={false} stroke={color('line')} />
        <XAxis
          dataKey="key"
          tickFormatter={tickOf}
          interval="equidistantPreserveStart"
          minTickGap={28 * px}
          height={30 * px}
          tickMargin={5 * px}
          tickLine={false}
          axisLine={{ stroke: color('muted') }}
        />
        <YAxis ticks={ticks} domain={[0, top]} width="auto" unit=" ms" tickLine={false} axisLine={false} />
        <Tooltip content={StretchTooltip} cursor={{ stroke: color('hatch') }} isAnimationActive={false} />
        <Bar dataKey="unseen" stackId="ground" fill={`url(#${hatchId})`} isAnimationActive={false} />
        <Bar dataKey="broken" stackId="ground" fill={color('critical-soft')} isAnimationActive={false} />
        {medianAndSlowest(px)}
      </ComposedChart>
    </div>
  );
}

const LINE = { type: 'linear', isAnimationActive: false, connectNulls: false, activeDot: false } as const;

const medianAndSlowest = (px: number) => (
  <>
    <Line
      {...LINE}
      dataKey="maxMs"
      stroke={color('hatch')}
      strokeWidth={1.25 * px}
      strokeDasharray="4 3"
      dot={false}
    />
    <Line
      {...LINE}
      dataKey="p50Ms"
      stroke={color('brand')}
      strokeWidth={2 * px}
      dot={{ r: 1.25 * px, strokeWidth: 0, fill: color('brand') }}
    />
  </>
);

/** The ground tells what no line can: nobody asked, or somebody asked in vain. */
const rowsOf = (points: LatencyPoint[], top: number) =>
  points.map((point) => ({
    ...point,
    unseen: point.isUnobserved ? top : null,
    broken: point.failed > 0 ? top : null,
  }));

function StretchTooltip({ active, payload }: TooltipContentProps) {
  const point = payload[0]?.payload as LatencyPoint | undefined;
  if (!active || point === undefined) return null;
  return (
    <div className={css.tooltip}>
      <strong>{point.title}</strong>
      <br />
      {point.detail}
    </div>
  );
}

export default memo(LatencyChart);
