import { type News, routes, SHORT_ABSENCE_SECONDS } from '@watchroom/contracts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { ALL_FIGURES } from '../../lib/figure-keys';

/** Asked for when somebody comes, not by the clock: the news of this tab stay until they are closed. */
export const newsQuery = () =>
  queryOptions({
    queryKey: [...ALL_FIGURES, 'since'],
    queryFn: ({ signal }) => api.get<News>(routes.since, { signal }),
    staleTime: SHORT_ABSENCE_SECONDS * 1000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const useNews = () => useQuery(newsQuery());

/** Everything up to `until` (RFC 3339) was seen. That it could not be told is no matter: it is news once more. */
export const useNoteSeen = () =>
  useMutation({ mutationFn: (until: string) => api.post<undefined>(routes.since, { until }) });

/** Closes the news of this tab: what has none left was seen up to then. */
export function useCloseNews(): (news: News) => void {
  const client = useQueryClient();
  return (news) => void client.setQueryData(newsQuery().queryKey, { ...news, lines: [] });
}
