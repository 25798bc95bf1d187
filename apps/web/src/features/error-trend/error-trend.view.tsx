import { type ErrorTrend, routes } from '@watchroom/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { TimeFigure } from '../../components/charts/time-figure';
import { zoneText } from '../../lib/format';
import type { Reading } from '../../lib/reading';
import { useZone } from '../../lib/zone';
import { EMPTY_PICTURE, pictureOf, summaryOf } from './trend-points';
import { trendSheet } from './trend-sheet';
import { TrendTable } from './trend-table';

interface Props {
  reading: Reading<ErrorTrend>;
  /** System health names the error rate. */
  isFiring: boolean;
}

/** The last 24 hours below the rate, hour by hour: chart, and the same as a table. */
export function ErrorTrendView({ reading: { data: trend, failure }, isFiring }: Props) {
  const zone = useZone();
  const picture = useMemo(
    () => (trend === undefined ? EMPTY_PICTURE : pictureOf(trend, isFiring)),
    [trend, isFiring],
  );
  const navigate = useNavigate();
  const open = useCallback(
    (startMs: number) => {
      const start = new Date(startMs).toISOString();
      void navigate({ to: `${routes.errorsPage}/$start`, params: { start } });
    },
    [navigate],
  );
  return (
    <TimeFigure
      name="Error rate"
      picture={picture}
      isToCome={trend === undefined}
      zone={zone}
      summary={trend === undefined ? missing(failure) : `${summaryOf(trend)} ${zoneText(zone)}.`}
      hint={trend && 'Choose an hour, here or in the table, to see its routes.'}
      isOld={failure !== null}
      onOpen={open}
      table={() => trend !== undefined && <TrendTable trend={trend} zone={zone} />}
      sheet={trend && (() => trendSheet(trend))}
    />
  );
}

const missing = (failure: Reading<ErrorTrend>['failure']): string =>
  failure === null ? 'Loading' : `The last 24 hours are not known: ${failure.message}`;
