import type { ProbeLatency } from '@watchroom/contracts';
import { useMemo } from 'react';
import { TimeFigure } from '../../components/charts/time-figure';
import { HeadedTable } from '../../components/ui/headed-table';
import { RowTime } from '../../components/ui/panel';
import { formatMs, zoneText } from '../../lib/format';
import { timeFormat, useZone } from '../../lib/zone';
import { isUnobserved, latencyPicture, latencySummary } from './latency-points';
import { latencySheet } from './service-sheets';

const MOMENT: Intl.DateTimeFormatOptions = { weekday: 'short', hour: '2-digit', minute: '2-digit' };

/** How fast the probes were answered over 24 hours: chart, one sentence, and the same as a table. */
export function LatencyView({ latency }: { latency: ProbeLatency[] }) {
  const zone = useZone();
  const picture = useMemo(() => latencyPicture(latency), [latency]);
  return (
    <TimeFigure
      name="Latency of the probes"
      picture={picture}
      zone={zone}
      summary={`${latencySummary(latency)} ${zoneText(zone)}.`}
      table={() => <LatencyTable latency={latency} zone={zone} />}
      sheet={() => latencySheet(latency)}
    />
  );
}

const LatencyTable = ({ latency, zone }: { latency: ProbeLatency[]; zone: string }) => (
  <HeadedTable
    label="Probe latency by ten minutes"
    columns={['From', 'Median', 'Slowest', 'Answered', 'Failed']}
  >
    {latency.map((stretch) => (
      <tr key={stretch.start}>
        <RowTime text={timeFormat(MOMENT, zone).format(Date.parse(stretch.start))} />
        <td>{stretch.p50_ms === null ? '–' : formatMs(stretch.p50_ms)}</td>
        <td>{stretch.max_ms === null ? '–' : formatMs(stretch.max_ms)}</td>
        <td>{isUnobserved(stretch) ? '–' : stretch.answered}</td>
        <td>{isUnobserved(stretch) ? '–' : stretch.failed}</td>
      </tr>
    ))}
  </HeadedTable>
);
