import { MutationCache, QueryCache, type QueryClient } from '@tanstack/react-query';
import { asApiError, isForbidden, isUnauthorized } from './api-error';
import { PacedQueryClient } from './paced-query-client';

const RETRY_DELAY_MS = 1_000;
const JUST_ASKED_MS = 2_000;

interface Refusals {
  onUnauthorized: () => void;
  onForbidden: () => void;
}

/** The one place where a refusal of any request leads somewhere. */
export function createQueryClient({ onUnauthorized, onForbidden }: Refusals): QueryClient {
  const heed = (error: unknown): void => {
    if (isUnauthorized(error)) onUnauthorized();
    if (isForbidden(error)) onForbidden();
  };
  return new PacedQueryClient({
    queryCache: new QueryCache({ onError: heed }),
    mutationCache: new MutationCache({ onError: heed }),
    defaultOptions: {
      queries: {
        // What was asked for ahead is not asked for again by the part of the page that shows it.
        staleTime: JUST_ASKED_MS,
        // A paused query would show old figures as present: ask, and let the failure be seen.
        networkMode: 'always',
        refetchOnReconnect: 'always',
        refetchOnWindowFocus: 'always',
        retry: (failures, error) => failures < 1 && asApiError(error).isUnreachable,
        retryDelay: RETRY_DELAY_MS,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
