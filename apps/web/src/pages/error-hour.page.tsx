import { type ErrorsInHour, type HourState, routes, type Thresholds } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import { Nothing, Panel } from '../components/ui/panel';
import { StatusMark } from '../components/ui/status-mark';
import { useCurrentMetrics } from '../features/current/current-metrics.query';
import { RoutesNotes } from '../features/requests/notes.view';
import { countsText, windowText } from '../features/requests/request-rows';
import { RequestTable, type Sorting } from '../features/requests/request-table';
import { useErrorHour } from '../features/requests/requests.query';
import { routeKey, RouteName } from '../features/requests/route-name';
import { formatRate } from '../lib/format';
import { RATE_WORDS } from '../lib/request-limits';
import { isOutdated } from '../lib/tile-state';
import { HOUR_MS } from '../lib/time-units';
import { TONE_OF_HOUR } from '../lib/tone';
import { useNow } from '../lib/use-now';
import { DrillDown } from './drill-down';
import css from './drill-down.module.css';

const WORDS: Record<HourState, string> = {
  ...RATE_WORDS,
  no_traffic: 'No traffic',
  unobserved: 'Not observed: nobody was measuring',
};

/** One hour of the error trend: which routes failed in it. */
export function ErrorHourPage({ start, search, onSort }: Sorting & { start: string }) {
  const now = useNow();
  const reading = useErrorHour(start);
  const thresholds = useCurrentMetrics().data?.thresholds;
  const startMs = Date.parse(start);
  const time = Number.isNaN(startMs)
    ? start
    : windowText(start, new Date(startMs + HOUR_MS).toISOString(), now);
  return (
    <DrillDown
      title={`Errors from ${time}`}
      trail={[['hour', `Errors from ${time}`]]}
      reading={reading}
      now={now}
    >
      {(hour) => (
        <div className={css.parts}>
          <Panel title="The hour" isOld={isOutdated(reading, now)}>
            <Verdict hour={hour} />
          </Panel>
          <Panel title="Routes" isOld={isOutdated(reading, now)}>
            {hour.routes.length === 0 ? (
              <Nothing>No request with a known route in this hour.</Nothing>
            ) : (
              <HourRoutes {...{ hour, search, onSort, thresholds }} />
            )}
            <RoutesNotes of={hour} />
          </Panel>
        </div>
      )}
    </DrillDown>
  );
}

const Verdict = ({ hour }: { hour: ErrorsInHour }) => (
  <p className={css.verdict}>
    <StatusMark
      tone={hour.too_few ? 'unknown' : TONE_OF_HOUR[hour.state]}
      word={hour.too_few ? 'Too few to judge' : WORDS[hour.state]}
    />
    {hour.requests !== null && hour.errors !== null && hour.error_rate !== null && (
      <>
        {' '}
        {formatRate(hour.error_rate)}: {countsText({ requests: hour.requests, errors: hour.errors })} requests
        failed.
      </>
    )}
    {hour.filling && ' This hour is still filling.'}
  </p>
);

interface HourRoutesProps extends Sorting {
  hour: ErrorsInHour;
  thresholds: Thresholds | undefined;
}

const HourRoutes = ({ hour, search, onSort, thresholds }: HourRoutesProps) => (
  <RequestTable
    label="Routes in this hour"
    noun="Route"
    rows={hour.routes}
    nameOf={routeKey}
    head={({ service, route, method, statuses }) => (
      <>
        <Link
          to={`${routes.requestsPage}/$service`}
          params={{ service }}
          search={{ from: hour.start, to: hour.end, route, method }}
        >
          <RouteName route={route} method={method} />
        </Link>
        <small>
          {service}
          {failedWith(statuses)}
        </small>
      </>
    )}
    search={search}
    onSort={onSort}
    thresholds={thresholds}
  />
);

/** " · 500, 503" */
function failedWith(statuses: ErrorsInHour['routes'][number]['statuses']): string {
  const failed = statuses.filter(({ errors }) => errors > 0);
  return failed.length === 0 ? '' : ` · ${failed.map(({ status }) => status ?? 'no response').join(', ')}`;
}
