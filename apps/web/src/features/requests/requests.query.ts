import { type ErrorsInHour, routes, type RoutesInWindow, type ServicesInWindow } from '@watchroom/contracts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { REFETCH_MS } from '../../lib/cadence';
import { type Reading, useReading } from '../../lib/reading';
import { serverClock } from '../../lib/server-clock';
import { type RequestsSearch, windowIn, windowQuery } from './requests-search';

const queryOf = (search: RequestsSearch): string => windowQuery(search, serverClock.now());

export const servicesQuery = (search: RequestsSearch) =>
  queryOptions({
    queryKey: ['metrics', 'services', windowIn(search)],
    queryFn: ({ signal }) => api.get<ServicesInWindow>(routes.services + queryOf(search), { signal }),
    refetchInterval: REFETCH_MS,
    placeholderData: keepPreviousData,
  });

export const useServices = (search: RequestsSearch): Reading<ServicesInWindow> =>
  useReading(useQuery(servicesQuery(search)));

export const serviceRoutesQuery = (service: string, search: RequestsSearch) =>
  queryOptions({
    queryKey: ['metrics', 'services', service, windowIn(search)],
    queryFn: ({ signal }) =>
      api.get<RoutesInWindow>(`${routes.services}/${encodeURIComponent(service)}/routes${queryOf(search)}`, {
        signal,
      }),
    refetchInterval: REFETCH_MS,
  });

export const useServiceRoutes = (service: string, search: RequestsSearch): Reading<RoutesInWindow> =>
  useReading(useQuery(serviceRoutesQuery(service, search)));

export const errorHourQuery = (start: string) =>
  queryOptions({
    queryKey: ['metrics', 'errors', 'hour', start],
    queryFn: ({ signal }) =>
      api.get<ErrorsInHour>(`${routes.errorTrend}/${encodeURIComponent(start)}`, { signal }),
    refetchInterval: REFETCH_MS,
  });

export const useErrorHour = (start: string): Reading<ErrorsInHour> =>
  useReading(useQuery(errorHourQuery(start)));
