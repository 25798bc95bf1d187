import { routes } from '@watchroom/contracts';
import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { Banner } from '../components/ui/banner';
import { freshnessOf } from '../features/current/freshness';
import { OutdatedBanner, UpdatedClock } from '../features/current/freshness.view';
import { useCatchUp } from '../features/current/use-catch-up';
import { isToldSimulated } from '../lib/page-facts';
import type { Reading } from '../lib/reading';
import css from './drill-down.module.css';

/** A place on the way; a text is the place where one is. */
export type Step = [key: string, shown: ReactNode];

interface Props<T> {
  title: string;
  /** The way back, from the dashboard on. */
  trail: Step[];
  reading: Reading<T>;
  now: number;
  children: (data: T) => ReactNode;
}

/** A page below the dashboard: the way back, its title, how old it is, and what is known. */
export function DrillDown<T>({ title, trail, reading, now, children }: Props<T>) {
  const { data, failure } = reading;
  useCatchUp(failure?.isUnreachable === true);
  const freshness = freshnessOf(reading, now);
  useEffect(() => {
    document.title = `${title} · Watchroom`;
    return () => {
      document.title = 'Watchroom';
    };
  }, [title]);
  const isNone = data === undefined && failure?.status === 404;
  return (
    <>
      {isToldSimulated() && <Banner tone="unknown">Demo: all data on this page is simulated.</Banner>}
      <Trail steps={trail} />
      <div className={css.heading}>
        <h1>{title}</h1>
        <UpdatedClock freshness={freshness} />
      </div>
      {data !== undefined && <OutdatedBanner freshness={freshness} />}
      {isNone && <p className={css.nothing}>{failure.message}</p>}
      {data === undefined && failure !== null && !isNone && (
        <Banner tone="critical">
          This is not known: {failure.message}
          {failure.isUnreachable && ' Trying again.'}
        </Banner>
      )}
      {data === undefined && failure === null && <Skeleton height="24rem" aria-label="Loading" />}
      {data !== undefined && children(data)}
    </>
  );
}

const TOP: Step = [
  'top',
  <Link key="top" to={routes.dashboardPage}>
    Dashboard
  </Link>,
];

const Trail = ({ steps }: { steps: Step[] }) => (
  <nav aria-label="Breadcrumbs" className={css.trail}>
    <ol>
      {[TOP, ...steps].map(([key, shown]) => (
        <li key={key}>{shown}</li>
      ))}
    </ol>
  </nav>
);
