import type { ErrorTrend } from '@watchroom/contracts';
import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import { FailureBoundary } from '../../components/ui/failure-boundary';
import type { Reading } from '../../lib/reading';
import { zoneName } from '../../lib/format';
import { crossingText, limitsOf, marksOf, pointsOf, summaryOf } from './trend-points';
import { TrendTable } from './trend-table';
import css from './error-trend.module.css';

const RateChart = lazy(() => import('../../components/charts/rate-chart'));

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
      <FailureBoundary
        fallback={<p className={css.missing}>The chart could not be loaded; the table below can.</p>}
      >
        <Suspense fallback={<Skeleton className={css.loading} />}>
          <RateChart {...drawn} />
        </Suspense>
      </FailureBoundary>
      <figcaption className={css.caption}>
        {summaryOf(trend)} Local time ({zoneName()}). The last hour is still filling
        {trend.buckets.some((bucket) => bucket.state === 'unobserved') && '; hatched hours were not observed'}
        .
      </figcaption>
      <Crossings trend={trend} now={now} />
      <details className={css.disclosure}>
        <summary>Show as table</summary>
        <TrendTable points={drawn.points} trend={trend} />
      </details>
    </figure>
  );
}

function Crossings({ trend, now }: { trend: ErrorTrend; now: number }) {
  if (trend.crossings.length === 0) return <p className={css.caption}>No threshold was crossed.</p>;
  return (
    <div className={css.crossings}>
      <p className={css.caption}>Threshold crossings</p>
      <ul>
        {trend.crossings.map((crossing) => (
          <li key={crossing.at} data-tone={crossing.to}>
            {crossingText(crossing, now)}
          </li>
        ))}
      </ul>
    </div>
  );
}
