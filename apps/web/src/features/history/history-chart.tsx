import { type CurrentMetrics, EXTERNAL_SERVICE_NAMES, type ExternalServiceKey } from '@watchroom/contracts';
import { memo, useMemo } from 'react';
import { TimeFigure } from '../../components/charts/time-figure';
import { TimeTable } from '../../components/charts/time-table';
import type { ApiError } from '../../lib/api-error';
import type { ShownRange } from '../../lib/range';
import { type ChartKey, CHARTS } from './charts';
import { type Asked, useHistory } from './history.query';
import { pictureOf, summaryOf } from './history-picture';

interface Props {
  chart: ChartKey;
  range: ShownRange;
  /** IANA name. */
  zone: string;
  thresholds: CurrentMetrics['thresholds'] | undefined;
  reasons: CurrentMetrics['health_reasons'];
  /** Of the chart of one provider: which one. */
  provider?: ExternalServiceKey;
}

/** A number of the dashboard over the chosen time. */
export const HistoryChart = memo(function HistoryChart(props: Props) {
  const { chart, range, zone, thresholds, reasons, provider } = props;
  const { format } = CHARTS[chart];
  const name =
    provider === undefined ? CHARTS[chart].name : `Sessions with ${EXTERNAL_SERVICE_NAMES[provider]}`;
  const { data, failure, isPrevious } = useHistory(askedBy(chart, provider), range, zone);
  const isToCome = data === undefined;
  const picture = useMemo(
    () => pictureOf(chart, data ?? [], { thresholds, reasons }),
    [chart, data, thresholds, reasons],
  );
  return (
    <TimeFigure
      name={name}
      picture={picture}
      isToCome={isToCome}
      zone={zone}
      summary={wordsOf(failure, isToCome ? null : summaryOf(chart, picture, range, zone))}
      isOld={isPrevious || failure !== null}
      table={() => <TimeTable {...{ name, picture, zone, format }} />}
    />
  );
});

const askedBy = (chart: ChartKey, provider: ExternalServiceKey | undefined): Asked[] =>
  provider === undefined
    ? CHARTS[chart].metrics.map((metric) => ({ metric }))
    : ([provider, 'unknown'] as const).map((each) => ({ metric: 'active_sessions', provider: each }));

function wordsOf(failure: ApiError | null, summary: string | null): string {
  if (failure !== null)
    return summary === null ? `Not known: ${failure.message}` : `Out of date: ${failure.message}`;
  return summary ?? 'Loading';
}
