import type { ProbeLatency } from '@watchroom/contracts';
import { Skeleton, Table } from '@mantine/core';
import { useMemo } from 'react';
import type { LatencyPoint } from '../../components/charts/latency-chart.types';
import { LazyPart } from '../../components/ui/lazy-part';
import { Folded, RowTime } from '../../components/ui/panel';
import { TakeAlong } from '../../components/ui/take-along';
import { REFETCH_MS } from '../../lib/cadence';
import { formatMs, zoneName } from '../../lib/format';
import { latencyPoints, latencySummary } from './latency-points';
import { latencySheet } from './service-sheets';
import { ServiceLegend } from './service-legend';
import css from './service-page.module.css';

const loadChart = () => import('../../components/charts/latency-chart');

/** How fast the probes were answered over 24 hours: chart, one sentence, and the same as a table. */
export function LatencyView({ latency }: { latency: ProbeLatency[] }) {
  const points = useMemo(() => latencyPoints(latency), [latency]);
  return (
    <figure className={css.figure}>
      <ServiceLegend points={points} />
      <LazyPart
        load={loadChart}
        props={{ points }}
        loading={<Skeleton className={css.chartRoom} />}
        missing="The chart could not be loaded; the table below tells the same."
        retryMs={REFETCH_MS}
      />
      <figcaption className={css.caption}>
        {latencySummary(latency)} Local time ({zoneName()}).
      </figcaption>
      <Folded>
        <LatencyTable latency={latency} points={points} />
      </Folded>
      <TakeAlong
        title="Latency of the probes"
        chartRange="last 24 hours"
        sheet={() => latencySheet(latency)}
      />
    </figure>
  );
}

const LatencyTable = ({ latency, points }: { latency: ProbeLatency[]; points: LatencyPoint[] }) => (
  <Table aria-label="Probe latency by ten minutes">
    <thead>
      <tr>
        <th scope="col">From</th>
        <th scope="col">Median</th>
        <th scope="col">Slowest</th>
        <th scope="col">Answered</th>
        <th scope="col">Failed</th>
      </tr>
    </thead>
    <tbody>
      {latency.map((stretch, index) => (
        <tr key={stretch.start}>
          <RowTime text={points[index]?.title ?? ''} />
          <td>{stretch.p50_ms === null ? '–' : formatMs(stretch.p50_ms)}</td>
          <td>{stretch.max_ms === null ? '–' : formatMs(stretch.max_ms)}</td>
          <td>{points[index]?.isUnobserved ? '–' : stretch.answered}</td>
          <td>{points[index]?.isUnobserved ? '–' : stretch.failed}</td>
        </tr>
      ))}
    </tbody>
  </Table>
);
