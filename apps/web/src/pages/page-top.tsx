import { routes } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner } from '../components/ui/banner';
import type { Freshness } from '../features/current/freshness';
import { OutdatedBanner, UpdatedClock } from '../features/current/freshness.view';
import { isToldSimulated } from '../lib/page-facts';
import css from './page-top.module.css';
import { useTitle } from './use-title';

interface Props {
  title: string;
  freshness: Freshness;
  /** False while there is nothing that could be out of date. */
  isKnown: boolean;
  /** The way back, where it is longer than to the dashboard. */
  trail?: ReactNode;
  /** In place of the clock alone. */
  controls?: (clock: ReactNode) => ReactNode;
}

/** The top of a page below the dashboard: the way back, its title, and how old it is. */
export function PageTop({ title, freshness, isKnown, trail, controls = alone }: Props) {
  useTitle(title);
  return (
    <>
      {isToldSimulated() && <Banner tone="unknown">Demo: all data on this page is simulated.</Banner>}
      {trail ?? <Back />}
      <div className={css.heading}>
        <h1>{title}</h1>
        {controls(<UpdatedClock freshness={freshness} />)}
      </div>
      {isKnown && <OutdatedBanner freshness={freshness} />}
    </>
  );
}

const alone = (clock: ReactNode): ReactNode => clock;

const Back = () => (
  <p className={css.back}>
    <Link to={routes.dashboardPage}>
      <ArrowLeft size="1em" aria-hidden="true" />
      Back to the dashboard
    </Link>
  </p>
);
