import { type DatabaseMetrics, routes } from '@watchroom/contracts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { REFETCH_MS } from '../../lib/cadence';
import { ALL_FIGURES } from '../../lib/figure-keys';
import { type Reading, useReading } from '../../lib/reading';

export const databaseMetricsQuery = () =>
  queryOptions({
    queryKey: [...ALL_FIGURES, 'database'],
    queryFn: ({ signal }) => api.get<DatabaseMetrics>(routes.databaseMetrics, { signal }),
    refetchInterval: REFETCH_MS,
    placeholderData: keepPreviousData,
  });

export const useDatabaseMetrics = (): Reading<DatabaseMetrics> =>
  useReading(useQuery(databaseMetricsQuery()));
