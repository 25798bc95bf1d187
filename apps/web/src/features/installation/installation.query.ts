import { type Installation, routes } from '@watchroom/contracts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { LIVE_MS, REFETCH_MS } from '../../lib/cadence';
import { ALL_FIGURES } from '../../lib/figure-keys';
import { type Reading, useReading } from '../../lib/reading';
import { connectionPlan } from './connection-steps';

export const installationQuery = () =>
  queryOptions({
    queryKey: [...ALL_FIGURES, 'installation'],
    queryFn: ({ signal }) => api.get<Installation>(routes.installation, { signal }),
    // Who has just pasted a line waits for its check mark.
    refetchInterval: ({ state: { data } }) => (isComplete(data) ? REFETCH_MS : LIVE_MS),
    placeholderData: keepPreviousData,
  });

const isComplete = (data: Installation | undefined): boolean =>
  data !== undefined && connectionPlan(data, '').isComplete;

export const useInstallation = (): Reading<Installation> => useReading(useQuery(installationQuery()));
