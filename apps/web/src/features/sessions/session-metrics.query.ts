import { routes, type SessionMetrics } from '@watchroom/contracts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { REFETCH_MS } from '../../lib/cadence';
import { ALL_FIGURES } from '../../lib/figure-keys';
import { type Reading, useReading } from '../../lib/reading';

export const sessionMetricsQuery = () =>
  queryOptions({
    queryKey: [...ALL_FIGURES, 'sessions'],
    queryFn: ({ signal }) => api.get<SessionMetrics>(routes.sessionMetrics, { signal }),
    refetchInterval: REFETCH_MS,
    placeholderData: keepPreviousData,
  });

export const useSessionMetrics = (): Reading<SessionMetrics> => useReading(useQuery(sessionMetricsQuery()));
