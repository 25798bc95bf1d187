import type { ErrorTrend } from '@watchroom/contracts';
import { useMemo } from 'react';
import { TimeFigure } from '../../components/charts/time-figure';
import { zoneText } from '../../lib/format';
import type { Reading } from '../../lib/reading';
import { useZone } from '../../lib/zone';
import { pictureOf, summaryOf } from './trend-points';
import { TrendTable } from './trend-table';

interface Props {
  reading: Reading<ErrorTrend>;
  /** System health names the error rate. */
  isFiring: boolean;
}

/** The last 24 hours below the rate, hour by hour: chart, and the same as a table. */
export function ErrorTrendView({ reading: { data: trend, failure }, isFiring }: Props) {
  const zone = useZone();
  const picture = useMemo(() => (trend === undefined ? null : pictureOf(trend, isFiring)), [trend, isFiring]);
  return (
    <TimeFigure
      name="Error rate"
      picture={picture}
      zone={zone}
      summary={trend === undefined ? missing(failure) : `${summaryOf(trend)} ${zoneText(zone)}.`}
      isOld={failure !== null}
      table={() => trend !== undefined && <TrendTable trend={trend} zone={zone} />}
    />
  );
}

const missing = (failure: Reading<ErrorTrend>['failure']): string =>
  failure === null ? 'Loading' : `The last 24 hours are not known: ${failure.message}`;
