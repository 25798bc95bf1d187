import { type EventKind, type EventPage, routes } from '@watchroom/contracts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { REFETCH_MS } from '../../lib/cadence';
import { ALL_FIGURES } from '../../lib/figure-keys';
import { type Reading, useReading } from '../../lib/reading';

/** What is asked for; the server chooses what is left out. Times are RFC 3339. */
export interface EventChoice {
  from?: string | undefined;
  to?: string | undefined;
  kinds?: readonly EventKind[];
  before?: string | undefined;
  limit: number;
}

const eventsQuery = (choice: EventChoice) =>
  queryOptions({
    queryKey: [...ALL_FIGURES, 'events', choice],
    queryFn: ({ signal }) => api.get<EventPage>(addressOf(choice), { signal }),
    refetchInterval: REFETCH_MS,
    placeholderData: keepPreviousData,
  });

export const useEvents = (choice: EventChoice): Reading<EventPage> =>
  useReading(useQuery(eventsQuery(choice)));

function addressOf({ from, to, kinds = [], before, limit }: EventChoice): string {
  const query = new URLSearchParams({ limit: String(limit) });
  if (from !== undefined) query.set('from', from);
  if (to !== undefined) query.set('to', to);
  if (kinds.length > 0) query.set('kind', kinds.join(','));
  if (before !== undefined) query.set('before', before);
  return `${routes.events}?${query.toString()}`;
}
