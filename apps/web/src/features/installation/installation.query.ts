import { type Installation, routes } from '@watchroom/contracts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { REFETCH_MS } from '../../lib/cadence';
import { type Reading, useReading } from '../../lib/reading';

export const installationQuery = () =>
  queryOptions({
    queryKey: ['metrics', 'installation'],
    queryFn: ({ signal }) => api.get<Installation>(routes.installation, { signal }),
    refetchInterval: REFETCH_MS,
    placeholderData: keepPreviousData,
  });

export const useInstallation = (): Reading<Installation> => useReading(useQuery(installationQuery()));
