import { routes } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import { Nothing, Panel } from '../components/ui/panel';
import { useCurrentMetrics } from '../features/current/current-metrics.query';
import { RequestTable, type Sorting } from '../features/requests/request-table';
import { useServices } from '../features/requests/requests.query';
import { windowIn } from '../features/requests/requests-search';
import { isOutdated } from '../lib/tile-state';
import { useNow } from '../lib/use-now';
import { DrillDown } from './drill-down';
import css from './drill-down.module.css';
import { SpanChoice } from './span-choice';

/** Which service is slow or fails. */
export function RequestsPage({ search, onSort }: Sorting) {
  const now = useNow();
  const reading = useServices(search);
  const thresholds = useCurrentMetrics().data?.thresholds;
  return (
    <DrillDown title="Requests by service" trail={[['requests', 'Requests']]} reading={reading} now={now}>
      {({ services }) => (
        <div className={css.parts}>
          <SpanChoice search={search} now={now} />
          <Panel title="Services" isOld={isOutdated(reading, now)}>
            {services.length === 0 ? (
              <Nothing>No service reported requests in this time.</Nothing>
            ) : (
              <RequestTable
                label="Requests by service"
                noun="Service"
                rows={services}
                nameOf={({ service }) => service}
                head={({ service, monitored }) => (
                  <>
                    <Link
                      to={`${routes.requestsPage}/$service`}
                      params={{ service }}
                      search={windowIn(search)}
                    >
                      {service}
                    </Link>
                    {!monitored && ' (not counted on the dashboard)'}
                  </>
                )}
                search={search}
                onSort={onSort}
                thresholds={thresholds}
              />
            )}
          </Panel>
        </div>
      )}
    </DrillDown>
  );
}
