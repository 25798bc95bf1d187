import {
  type ExternalServiceInDepth,
  type ExternalServiceKey,
  type ExternalServicesStatus,
  routes,
} from '@watchroom/contracts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { REFETCH_MS } from '../../lib/cadence';
import { type Reading, useReading } from '../../lib/reading';

export const externalServicesQuery = () =>
  queryOptions({
    queryKey: ['metrics', 'external-services'],
    queryFn: ({ signal }) => api.get<ExternalServicesStatus>(routes.externalServices, { signal }),
    refetchInterval: REFETCH_MS,
    placeholderData: keepPreviousData,
  });

export const useExternalServices = (): Reading<ExternalServicesStatus> =>
  useReading(useQuery(externalServicesQuery()));

export const externalServiceQuery = (service: ExternalServiceKey) =>
  queryOptions({
    queryKey: ['metrics', 'external-services', service],
    queryFn: ({ signal }) =>
      api.get<ExternalServiceInDepth>(`${routes.externalServices}/${service}`, { signal }),
    refetchInterval: REFETCH_MS,
  });

export const useExternalService = (service: ExternalServiceKey): Reading<ExternalServiceInDepth> =>
  useReading(useQuery(externalServiceQuery(service)));
