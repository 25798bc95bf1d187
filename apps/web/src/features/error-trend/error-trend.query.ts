import { type ErrorTrend, routes } from '@watchroom/contracts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { REFETCH_MS } from '../../lib/cadence';
import { ALL_FIGURES } from '../../lib/figure-keys';
import { type Reading, useReading } from '../../lib/reading';

const HOURS = 24;

export const errorTrendQuery = () =>
  queryOptions({
    queryKey: [...ALL_FIGURES, 'errors', HOURS],
    queryFn: ({ signal }) => api.get<ErrorTrend>(`${routes.errorTrend}?hours=${HOURS}`, { signal }),
    refetchInterval: REFETCH_MS,
    placeholderData: keepPreviousData,
  });

export const useErrorTrend = (): Reading<ErrorTrend> => useReading(useQuery(errorTrendQuery()));
