import { routes } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Freshness } from '../features/current/freshness';
import { OutdatedBanner, UpdatedClock } from '../features/current/freshness.view';
import { HeldBanner } from '../features/refresh/held-banner';
import { RefreshControl } from '../features/refresh/refresh-control';
import { timeIn } from '../lib/address';
import { isToldSimulated } from '../lib/page-facts';
import { useNamed } from '../lib/page-name';
import { usePresence } from '../lib/presence';
import { DemoBanner } from './demo-banner';
import css from './page-top.module.css';
import { Toolbar } from './toolbar';

interface Props {
  title: string;
  freshness: Freshness;
  /** False while there is nothing that could be out of date. */
  isKnown: boolean;
  /** The way back, where it is longer than to the dashboard. */
  trail?: ReactNode;
}

/** The top of a page below the dashboard: the way back, its title, how old it is, and how it refreshes. */
export function PageTop({ title, freshness, isKnown, trail }: Props) {
  useNamed(title);
  const { isLive } = usePresence();
  return (
    <>
      <DemoBanner isSimulated={isToldSimulated()} />
      {trail ?? <Back />}
      <div className={css.heading}>
        <h1>{title}</h1>
        <Toolbar>
          <RefreshControl isLive={isLive} updated={<UpdatedClock freshness={freshness} />} />
        </Toolbar>
      </div>
      <HeldBanner ageSeconds={freshness.ageSeconds} />
      {isKnown && <OutdatedBanner freshness={freshness} />}
    </>
  );
}

const Back = () => (
  <p className={css.back}>
    <Link to={routes.dashboardPage} search={timeIn}>
      <ArrowLeft size="1em" aria-hidden="true" />
      Back to the dashboard
    </Link>
  </p>
);
