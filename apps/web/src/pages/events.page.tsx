import { type EventPage, routes } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import { Banner } from '../components/ui/banner';
import { Nothing, Panel } from '../components/ui/panel';
import { TakeAlong } from '../components/ui/take-along';
import { freshnessOf } from '../features/current/freshness';
import { eventsSheet } from '../features/events/events-sheet';
import { EventFilter } from '../features/events/event-filter';
import type { EventsChoice } from '../features/events/events-choice';
import { EventList } from '../features/events/event-list';
import { kindsIn } from '../features/events/event-words';
import { useEvents } from '../features/events/events.query';
import { isOutdated } from '../lib/tile-state';
import { useNow } from '../lib/use-now';
import { PageTop } from './page-top';
import { ToCome } from '../components/ui/to-come';
import css from './service.module.css';

const HOUR_MS = 3_600_000;
const SHOWN_HOURS = 90 * 24;
const ON_A_PAGE = 50;

interface Props {
  choice: EventsChoice;
  onChoose: (choice: EventsChoice) => void;
}

/** Everything that happened, newest first. */
export function EventsPage({ choice, onChoose }: Props) {
  const now = useNow();
  const { before } = choice;
  const kinds = kindsIn(choice.kind);
  // by the full hour, so that it is one question for a while
  const from = new Date((Math.floor(now / HOUR_MS) - SHOWN_HOURS) * HOUR_MS).toISOString();
  const reading = useEvents({ from, kinds, before, limit: ON_A_PAGE });
  const { data, failure } = reading;
  const freshness = freshnessOf(reading, now);
  return (
    <>
      <PageTop title="Events" freshness={freshness} isKnown={data !== undefined} />
      {data === undefined && failure !== null && (
        <Banner tone="critical">Events are not known: {failure.message}</Banner>
      )}
      <EventFilter kinds={kinds} onChoose={(kind) => onChoose(kind === undefined ? {} : { kind })} />
      {data === undefined && failure === null && <ToCome height="24rem" />}
      {data !== undefined && (
        <Found page={data} isFirst={before === undefined} isOld={isOutdated(reading, now)} now={now} />
      )}
      <Pages choice={choice} next={data?.next ?? null} />
    </>
  );
}

interface FoundProps {
  page: EventPage;
  isFirst: boolean;
  isOld: boolean;
  now: number;
}

const Found = ({ page: { events }, isFirst, isOld, now }: FoundProps) => (
  <Panel title={isFirst ? 'Last 90 days, newest first' : 'Older events'} isOld={isOld}>
    {events.length === 0 ? (
      <Nothing>Nothing of this kind happened in the last 90 days.</Nothing>
    ) : (
      <>
        <EventList label="Events, newest first" events={events} now={now} />
        <TakeAlong title="Events" sheet={() => eventsSheet(events)} />
      </>
    )}
  </Panel>
);

const Pages = ({ choice: { kind, before }, next }: { choice: EventsChoice; next: string | null }) => (
  <nav className={css.pages} aria-label="Pages of events">
    {before !== undefined && (
      <Link to={routes.eventsPage} search={kind === undefined ? {} : { kind }}>
        Newest
      </Link>
    )}
    {next !== null && (
      <Link to={routes.eventsPage} search={{ ...(kind !== undefined && { kind }), before: next }}>
        Older
      </Link>
    )}
  </nav>
);
