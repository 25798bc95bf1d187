import { routes } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Banner } from '../components/ui/banner';
import { freshnessOf } from '../features/current/freshness';
import { timeOfRequests } from '../lib/address';
import type { Reading } from '../lib/reading';
import css from './drill-down.module.css';
import { ToCome } from '../components/ui/to-come';
import { PageTop } from './page-top';

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
  const freshness = freshnessOf(reading, now);
  const isNone = data === undefined && failure?.status === 404;
  return (
    <>
      <PageTop
        title={title}
        freshness={freshness}
        isKnown={data !== undefined}
        trail={<Trail steps={trail} />}
      />
      {isNone && <p className={css.nothing}>{failure.message}</p>}
      {data === undefined && failure !== null && !isNone && (
        <Banner tone="critical">
          This is not known: {failure.message}
          {failure.isUnreachable && ' Trying again.'}
        </Banner>
      )}
      {data === undefined && failure === null && <ToCome height="24rem" />}
      {data !== undefined && children(data)}
    </>
  );
}

const TOP: Step = [
  'top',
  <Link key="top" to={routes.dashboardPage} search={timeOfRequests}>
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
