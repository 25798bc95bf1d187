import { type CurrentMetrics, routes } from '@watchroom/contracts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { LIVE_MS, REFETCH_MS } from '../../lib/cadence';
import { type Reading, useReading } from '../../lib/reading';

export const currentMetricsQuery = () =>
  queryOptions({
    queryKey: ['metrics', 'current'],
    queryFn: ({ signal }) => api.get<CurrentMetrics>(routes.currentMetrics, { signal }),
    refetchInterval: REFETCH_MS,
    refetchIntervalInBackground: true, // the title of a hidden tab tells the state, too
    placeholderData: keepPreviousData,
  });

/** The state of things now, asked for at the page's cadence. */
export const useCurrentMetrics = (): Reading<CurrentMetrics> => useReading(useQuery(currentMetricsQuery()));

/** The same answer, shared with every other reader, asked for at the pace of the live counter. */
export const useLiveMetrics = (): Reading<CurrentMetrics> =>
  useReading(
    useQuery({ ...currentMetricsQuery(), refetchInterval: LIVE_MS, refetchIntervalInBackground: false }),
  );
