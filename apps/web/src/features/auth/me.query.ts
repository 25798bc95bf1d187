import { routes, type SignedInAdmin } from '@watchroom/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { notSignedIn } from '../../lib/api-error';
import { LIVE_MS } from '../../lib/cadence';
import { isAdminCookieAbsent } from '../../lib/page-facts';

/** Who is signed in; a 401 leads to the sign-in page like any other. */
export const meQuery = () =>
  queryOptions({
    queryKey: ['auth', 'me'],
    queryFn: ({ signal }) => {
      if (isAdminCookieAbsent()) throw notSignedIn();
      return api.get<SignedInAdmin>(routes.me, { signal });
    },
    // Without an answer the page asks until it has one; later the figures' own refusals tell of changes.
    refetchInterval: (query) => (query.state.data === undefined ? LIVE_MS : false),
  });
