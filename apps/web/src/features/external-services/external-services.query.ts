import {
  type ExternalServiceInDepth,
  type ExternalServiceKey,
  type ExternalServicesStatus,
  routes,
} from '@watchroom/contracts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { ALL_FIGURES } from '../../lib/figure-keys';
import { type Reading, useReading } from '../../lib/reading';
import { verdictPace } from './verdict-pace';

export const externalServicesQuery = () =>
  queryOptions({
    queryKey: [...ALL_FIGURES, 'external-services'],
    queryFn: ({ signal }) => api.get<ExternalServicesStatus>(routes.externalServices, { signal }),
    refetchInterval: ({ state: { data } }) => verdictPace(Object.values(data?.details ?? {})),
    placeholderData: keepPreviousData,
  });

export const useExternalServices = (): Reading<ExternalServicesStatus> =>
  useReading(useQuery(externalServicesQuery()));

const externalServiceQuery = (service: ExternalServiceKey) =>
  queryOptions({
    queryKey: [...ALL_FIGURES, 'external-services', service],
    queryFn: ({ signal }) =>
      api.get<ExternalServiceInDepth>(`${routes.externalServices}/${service}`, { signal }),
    refetchInterval: ({ state: { data } }) => verdictPace(data === undefined ? [] : [data]),
  });

export const useExternalService = (service: ExternalServiceKey): Reading<ExternalServiceInDepth> =>
  useReading(useQuery(externalServiceQuery(service)));
