import { routes, type RouteRequests, type RoutesInWindow, type Thresholds } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import { Nothing, Panel } from '../components/ui/panel';
import { useCurrentMetrics } from '../features/current/current-metrics.query';
import { RoutesNotes } from '../features/requests/notes.view';
import { RequestFacts } from '../features/requests/request-facts';
import { RequestTable, type Sorting } from '../features/requests/request-table';
import { useServiceRoutes } from '../features/requests/requests.query';
import { type RouteSearch, windowIn } from '../features/requests/requests-search';
import { routeKey, RouteName } from '../features/requests/route-name';
import { RouteDetail } from '../features/requests/status-table';
import { isOutdated } from '../lib/tile-state';
import { useNow } from '../lib/use-now';
import { DrillDown, type Step } from './drill-down';
import css from './drill-down.module.css';
import { SpanChoice } from './span-choice';

interface Props extends Sorting {
  service: string;
  search: RouteSearch;
}

/** Which route of a service is slow or fails; or one of them, and how its requests end. */
export function ServiceRequestsPage({ service, search, onSort }: Props) {
  const now = useNow();
  const reading = useServiceRoutes(service, search);
  const isOld = isOutdated(reading, now);
  const thresholds = useCurrentMetrics().data?.thresholds;
  const { route, method } = search;
  const isOne = route !== undefined && method !== undefined;
  const own = (
    <Link to={`${routes.requestsPage}/$service`} params={{ service }} search={windowIn(search)}>
      {service}
    </Link>
  );
  const all = (
    <Link to={routes.requestsPage} search={windowIn(search)}>
      Requests
    </Link>
  );
  const trail: Step[] = [
    ['requests', all],
    ['service', isOne ? own : service],
    ...(isOne ? [['route', `${method} ${route}`] satisfies Step] : []),
  ];
  return (
    <DrillDown title={isOne ? `${method} ${route}` : service} trail={trail} reading={reading} now={now}>
      {(data) => (
        <div className={css.parts}>
          <SpanChoice search={search} now={now} />
          {isOne ? (
            <OneRoute
              found={data.routes.find((each) => each.route === route && each.method === method)}
              isOld={isOld}
              thresholds={thresholds}
            />
          ) : (
            <Routes {...{ data, isOld, search, onSort, thresholds }} />
          )}
        </div>
      )}
    </DrillDown>
  );
}

interface OneRouteProps {
  found: RouteRequests | undefined;
  isOld: boolean;
  thresholds: Thresholds | undefined;
}

const OneRoute = ({ found, isOld, thresholds }: OneRouteProps) => (
  <Panel title="How its requests ended" isOld={isOld}>
    {found === undefined ? (
      <Nothing>No request of this route is known in this time.</Nothing>
    ) : (
      <RouteDetail route={found} thresholds={thresholds} />
    )}
  </Panel>
);

interface RoutesProps extends Sorting {
  data: RoutesInWindow;
  isOld: boolean;
  thresholds: Thresholds | undefined;
}

const Routes = ({ data, isOld, search, onSort, thresholds }: RoutesProps) => (
  <Panel title="Routes" isOld={isOld}>
    <RequestFacts of={data.total} thresholds={thresholds} />
    {data.routes.length === 0 ? (
      <Nothing>No request with a known route in this time.</Nothing>
    ) : (
      <RequestTable
        label={`Routes of ${data.service}`}
        noun="Route"
        rows={data.routes}
        nameOf={routeKey}
        head={({ service, route, method }) => (
          <Link
            to={`${routes.requestsPage}/$service`}
            params={{ service }}
            search={{ ...windowIn(search), route, method }}
          >
            <RouteName route={route} method={method} />
          </Link>
        )}
        search={search}
        onSort={onSort}
        thresholds={thresholds}
      />
    )}
    <RoutesNotes of={data} />
  </Panel>
);
