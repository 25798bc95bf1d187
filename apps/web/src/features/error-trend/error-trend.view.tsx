import type { ErrorTrend } from '@watchroom/contracts';
import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { LazyPart } from '../../components/ui/lazy-part';
import { TakeAlong } from '../../components/ui/take-along';
import { REFETCH_MS } from '../../lib/cadence';
import type { Reading } from '../../lib/reading';
import { zoneName } from '../../lib/format';
import { crossingText, limitsOf, marksOf, pointsOf, summaryOf } from './trend-points';
import { TrendLegend } from './trend-legend';
import { trendSheet } from './trend-sheet';
import { TrendTable } from './trend-table';
import css from './error-trend.module.css';

const loadChart = () => import('../../components/charts/rate-chart');

/** The last 24 hours below the rate: chart, crossings in words, and the same as a table. */
export function ErrorTrendView({ reading, now }: { reading: Reading<ErrorTrend>; now: number }) {
  if (reading.data === undefined) {
    if (reading.failure === null) return <Skeleton className={css.loading} />;
    return <p className={css.missing}>The last 24 hours are not known: {reading.failure.message}</p>;
  }
  return <Trend trend={reading.data} now={now} />;
}

function Trend({ trend, now }: { trend: ErrorTrend; now: number }) {
  const drawn = useMemo(
    () => ({ points: pointsOf(trend), limits: limitsOf(trend), marks: marksOf(trend) }),
    [trend],
  );
  return (
    <figure className={css.figure}>
      <TrendLegend limits={drawn.limits} points={drawn.points} />
      <LazyPart
        load={loadChart}
        props={drawn}
        loading={<Skeleton className={css.loading} />}
        missing="The chart could not be loaded; the table below tells the same."
        retryMs={REFETCH_MS}
      />
      <figcaption className={css.caption}>
        {summaryOf(trend)} Local time ({zoneName()}). The last hour is still filling.
      </figcaption>
      <Crossings trend={trend} now={now} />
      <details className={css.disclosure}>
        <summary>Show as table</summary>
        <TrendTable points={drawn.points} trend={trend} />
      </details>
      <TakeAlong title="Error rate by hour" chartRange="last 24 hours" sheet={() => trendSheet(trend)} />
    </figure>
  );
}

function Crossings({ trend, now }: { trend: ErrorTrend; now: number }) {
  if (trend.crossings.length === 0) return <p className={css.caption}>No threshold was crossed.</p>;
  return (
    <div className={css.crossings}>
      <p className={css.caption}>Threshold crossings</p>
      <ul aria-label="Threshold crossings">
        {trend.crossings.map((crossing) => (
          <li key={crossing.at} data-tone={crossing.to}>
            {crossingText(crossing, now)}
          </li>
        ))}
      </ul>
    </div>
  );
}
