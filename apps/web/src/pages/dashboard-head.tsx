import type { ReactNode } from 'react';
import type { Freshness } from '../features/current/freshness';
import { OutdatedBanner, UpdatedClock } from '../features/current/freshness.view';
import { HeldBanner } from '../features/refresh/held-banner';
import { RefreshControl } from '../features/refresh/refresh-control';
import { usePresence } from '../lib/presence';
import css from './dashboard.module.css';
import top from './page-top.module.css';
import { Toolbar } from './toolbar';

interface Props {
  freshness: Freshness;
  /** Further controls, before the refresh control. */
  children?: ReactNode;
}

/** The title of the dashboard, its controls, and what stands in the way of new figures. */
export function DashboardHead({ freshness, children }: Props) {
  const { isLive } = usePresence();
  return (
    <>
      <div className={`${top.heading} ${css.heading}`}>
        <h1>Dashboard</h1>
        <Toolbar>
          {children}
          <RefreshControl isLive={isLive} updated={<UpdatedClock freshness={freshness} />} />
        </Toolbar>
      </div>
      <HeldBanner ageSeconds={freshness.ageSeconds} />
      <OutdatedBanner freshness={freshness} />
    </>
  );
}
