import type { ReactNode } from 'react';
import { Banner } from '../components/ui/banner';
import { ActiveSessionsTile } from '../features/current/active-sessions.tile';
import { useCurrentMetrics } from '../features/current/current-metrics.query';
import { freshnessOf } from '../features/current/freshness';
import { ResponseTimeTile } from '../features/current/response-time.tile';
import { useCatchUp } from '../features/current/use-catch-up';
import { DatabasePoolTile } from '../features/database/database-pool.tile';
import { ErrorRateTile } from '../features/error-trend/error-rate.tile';
import { ExternalServicesTile } from '../features/external-services/external-services.tile';
import { ConnectPanel } from '../features/installation/connect-panel';
import { CategoriesTile } from '../features/sessions/categories.tile';
import { ConnectionQualityTile } from '../features/sessions/connection-quality.tile';
import { HealthAnnouncer } from '../features/system-health/health-announcer';
import { systemHealthState } from '../features/system-health/system-health.state';
import { SystemHealthView } from '../features/system-health/system-health.view';
import { isToldSimulated } from '../lib/page-facts';
import { useNow } from '../lib/use-now';
import css from './dashboard.module.css';
import { DashboardHead } from './dashboard-head';
import { useFollowVerdict } from './follow-verdict';

export function DashboardPage() {
  const now = useNow();
  const current = useCurrentMetrics();
  useFollowVerdict(current);
  const freshness = freshnessOf(current, now);
  const health = systemHealthState(current, now);
  // While the server does not answer, no figure on the page is the present, however young its own last answer is.
  const outage = current.failure?.isUnreachable === true ? current.failure : null;
  useCatchUp(outage !== null);
  const shared = { current, outage, now };
  return (
    <>
      {(current.data?.simulated ?? isToldSimulated()) && (
        <Banner tone="unknown">Demo: all data on this page is simulated.</Banner>
      )}
      <DashboardHead freshness={freshness} />
      <HealthAnnouncer state={health} />
      <SystemHealthView state={health} now={now} />
      <ConnectPanel />
      <div className={css.groups}>
        <Group name="People">
          <ActiveSessionsTile now={now} />
          <ConnectionQualityTile {...shared} />
          <CategoriesTile {...shared} />
        </Group>
        <Group name="Requests">
          <ErrorRateTile {...shared} />
          <ResponseTimeTile {...shared} />
        </Group>
        <Group name="Infrastructure">
          <DatabasePoolTile {...shared} />
          <ExternalServicesTile {...shared} />
        </Group>
      </div>
    </>
  );
}

const Group = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className={css.group} data-group={name.toLowerCase()}>
    <h2>{name}</h2>
    <div className={css.tiles}>{children}</div>
  </div>
);
