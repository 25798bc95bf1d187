import { type CurrentMetrics, routes } from '@watchroom/contracts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { LIVE_MS, REFETCH_MS } from '../../lib/cadence';
import { ALL_FIGURES } from '../../lib/figure-keys';
import { type Reading, useReading } from '../../lib/reading';
import { newerOf } from './newer';

export const CURRENT_KEY = [...ALL_FIGURES, 'current'] as const;

export const currentMetricsQuery = () =>
  queryOptions({
    queryKey: CURRENT_KEY,
    // What the stream brought meanwhile is not replaced by an answer that was on its way before.
    queryFn: async ({ signal, client }) =>
      newerOf(
        await api.get<CurrentMetrics>(routes.currentMetrics, { signal }),
        client.getQueryData<CurrentMetrics>(CURRENT_KEY),
      ),
    refetchInterval: (query) => (query.state.error === null ? REFETCH_MS : LIVE_MS),
    refetchIntervalInBackground: true, // the title of a hidden tab tells the state, too
    placeholderData: keepPreviousData,
  });

/** The state of things now: told by the stream while it lasts, and asked for once nothing came for the page's cadence. */
export const useCurrentMetrics = (): Reading<CurrentMetrics> => useReading(useQuery(currentMetricsQuery()));

/** Whether the server does not answer, without asking by itself. */
export const useIsAway = (): boolean =>
  useReading(useQuery({ ...currentMetricsQuery(), enabled: false })).failure?.isUnreachable === true;
