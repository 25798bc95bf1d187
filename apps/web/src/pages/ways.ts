import { EXTERNAL_SERVICE_NAMES, EXTERNAL_SERVICES, routes } from '@watchroom/contracts';
import { useLocation, useNavigate } from '@tanstack/react-router';
import type { Command } from '../lib/commands';
import { type Place, PLACES } from '../lib/places';
import { useWriteSearch } from '../lib/write-search';
import { type RangeChoice, rangesAt } from './range-commands';

type Open = (href: string) => void;

/** The ways from where the reader is: to the parts of the dashboard, to other pages, to another time. */
export function useWays() {
  const navigate = useNavigate();
  const write = useWriteSearch();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const isDashboard = path === routes.dashboardPage;
  const open: Open = (href) => void navigate({ href });
  const show = (place: Place) =>
    void navigate({
      to: routes.dashboardPage,
      search: (old: object) => (isDashboard ? old : {}),
      hash: place,
    });
  const choose = ({ to, search }: RangeChoice) =>
    to === null ? write(search) : void navigate({ to, search });
  const ways = [...partsBy(show), ...pagesBy(open), ...timesBy(rangesAt(path), choose)];
  return { ways, open, show };
}

const partsBy = (show: (place: Place) => void): Command[] =>
  PLACES.map(({ place, name, key }) => ({
    id: place,
    name: `Go to ${place === 'events' ? 'the latest events' : name.toLowerCase()}`,
    also: 'part section of the dashboard',
    key,
    run: () => show(place),
  }));

const pagesBy = (open: Open): Command[] => [
  ...EXTERNAL_SERVICES.map((key) => ({
    id: key,
    name: `Go to ${EXTERNAL_SERVICE_NAMES[key]}`,
    also: 'page external service',
    run: () => open(`${routes.servicePage}/${key}`),
  })),
  {
    id: 'requests-page',
    name: 'Go to requests by service',
    also: 'page routes errors',
    run: () => open(routes.requestsPage),
  },
  { id: 'events-page', name: 'Go to all events', also: 'page', run: () => open(routes.eventsPage) },
];

const timesBy = (ranges: RangeChoice[], choose: (range: RangeChoice) => void): Command[] =>
  ranges.map((range) => ({
    id: range.id,
    name: range.name,
    also: 'range time span charts',
    run: () => choose(range),
  }));
