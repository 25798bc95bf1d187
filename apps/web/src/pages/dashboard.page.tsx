import type { CurrentMetrics } from '@watchroom/contracts';
import { type ReactNode, useId } from 'react';
import { ActiveSessionsTile } from '../features/current/active-sessions.tile';
import { useCurrentMetrics } from '../features/current/current-metrics.query';
import { freshnessOf } from '../features/current/freshness';
import { ProvidersTile } from '../features/current/providers.tile';
import { ResponseTimeTile } from '../features/current/response-time.tile';
import { DatabasePoolTile } from '../features/database/database-pool.tile';
import { ErrorRateTile } from '../features/error-trend/error-rate.tile';
import { ExternalServicesTile } from '../features/external-services/external-services.tile';
import { type ChartKey } from '../features/history/charts';
import { HistoryChart } from '../features/history/history-chart';
import { HistoryCard } from '../features/history/history-card';
import { SinceYouLooked } from '../features/events/news.view';
import { RecentEvents } from '../features/events/recent-events.view';
import { ConnectPanel } from '../features/installation/connect-panel';
import { RangePicker } from '../features/range/range-picker';
import { useRange } from '../features/range/use-range';
import { CategoriesTile } from '../features/sessions/categories.tile';
import { ConnectionQualityTile } from '../features/sessions/connection-quality.tile';
import { systemHealthState } from '../features/system-health/system-health.state';
import { SystemHealthView } from '../features/system-health/system-health.view';
import { isToldSimulated } from '../lib/page-facts';
import { isLastDay, type ShownRange } from '../lib/range';
import type { Reading } from '../lib/reading';
import { useTurn } from '../lib/in-turns';
import { useNow } from '../lib/use-now';
import css from './dashboard.module.css';
import { DashboardHead } from './dashboard-head';
import { DemoBanner } from './demo-banner';
import { FirstLook } from './first-look';
import { useFold } from './fold';
import { usePlace } from './use-place';

export function DashboardPage() {
  const now = useNow();
  const control = useRange(now);
  const current = useCurrentMetrics();
  usePlace();
  const freshness = freshnessOf(current, now);
  const health = systemHealthState(current, now);
  return (
    <>
      <DemoBanner isSimulated={current.data?.simulated ?? isToldSimulated()} />
      <DashboardHead freshness={freshness}>
        <RangePicker control={control} />
      </DashboardHead>
      <FirstLook>
        <SystemHealthView state={health} current={current.data} now={now} />
        <div className={css.screenOnly}>
          <SinceYouLooked now={now} />
        </div>
        <ConnectPanel />
        <Sections current={current} now={now} range={control.range} zone={control.zoneName} />
        <div className={css.screenOnly}>
          <RecentEvents now={now} range={momentsOf(control.range)} />
        </div>
      </FirstLook>
    </>
  );
}

interface SectionsProps {
  current: Reading<CurrentMetrics>;
  now: number;
  range: ShownRange;
  /** IANA name. */
  zone: string;
}

/** From the people to what carries them. */
function Sections({ current, now, range, zone }: SectionsProps) {
  const shared = { current, now };
  const { thresholds, health_reasons: reasons = NO_REASONS } = current.data ?? {};
  const asked = { range, zone, thresholds, reasons };
  const canWait = useFold();
  const over = (chart: ChartKey) => <HistoryChart chart={chart} {...asked} />;
  // The last day is told by full hours, as they are judged.
  const errors = isLastDay(range) ? undefined : over('errors');
  return (
    <div className={css.groups}>
      <Section name="People">
        <ActiveSessionsTile now={now} chart={over('sessions')} />
        <ConnectionQualityTile {...shared} chart={over('quality')} />
        <CategoriesTile {...shared} />
        <ProvidersTile now={now} />
      </Section>
      <Section name="Requests" canWait={canWait}>
        <ErrorRateTile {...shared} chart={errors} />
        <ResponseTimeTile {...shared} chart={over('response')} />
        <HistoryCard chart="requests" {...asked} />
      </Section>
      <Section name="Database" canWait={canWait}>
        <DatabasePoolTile {...shared} chart={over('use')} />
        <HistoryCard chart="waits" {...asked} />
        <HistoryCard chart="timeouts" {...asked} />
      </Section>
      <Section name="Vendors" canWait={canWait}>
        <ExternalServicesTile {...shared} />
      </Section>
    </div>
  );
}

const NO_REASONS: CurrentMetrics['health_reasons'] = [];

interface SectionProps {
  name: string;
  /** Out of sight at first: drawn a moment later. */
  canWait?: boolean;
  children: ReactNode;
}

function Section({ name, canWait = false, children }: SectionProps) {
  const id = useId();
  const isDrawn = useTurn(canWait);
  const place = name.toLowerCase();
  return (
    <section id={place} className={css.group} data-group={place} aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <div className={css.tiles}>{isDrawn && children}</div>
    </section>
  );
}

/** Up to now there are no newer events than the newest ones. */
const momentsOf = (range: ShownRange) =>
  range.kind === 'between'
    ? { from: new Date(range.fromMs).toISOString(), to: new Date(range.toMs).toISOString() }
    : undefined;
