import { routes } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import { Nothing, Panel } from '../../components/ui/panel';
import { TakeAlong } from '../../components/ui/take-along';
import { isOutdated } from '../../lib/tile-state';
import { EventList } from './event-list';
import { eventsSheet } from './events-sheet';
import { useEvents } from './events.query';
import { ToCome } from '../../components/ui/to-come';
import css from './events.module.css';

const SHOWN = 10;

interface Props {
  now: number;
  /** The range that is looked at, RFC 3339; the last 24 hours where nothing is said. */
  range?: { from: string; to: string };
}

/** The last events, newest first; the rest has a page of its own. */
export function RecentEvents({ now, range }: Props) {
  const reading = useEvents({ ...range, limit: SHOWN });
  const { data, failure } = reading;
  return (
    <Panel id="events" title="Events" isOld={isOutdated(reading, now)}>
      {data === undefined && failure === null && <ToCome height="14rem" />}
      {data === undefined && failure !== null && <Nothing>Events are not known: {failure.message}</Nothing>}
      {data?.events.length === 0 && <Nothing>Nothing changed in this time.</Nothing>}
      {data !== undefined && data.events.length > 0 && (
        <>
          <EventList label="Latest events, newest first" events={data.events} now={now} />
          <TakeAlong title="Latest events" sheet={() => eventsSheet(data.events)} />
        </>
      )}
      <p className={css.more}>
        <Link to={routes.eventsPage}>All events</Link>
      </p>
    </Panel>
  );
}
