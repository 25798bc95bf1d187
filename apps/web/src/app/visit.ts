import { routes } from '@watchroom/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { meQuery } from '../features/auth/me.query';
import { createQueryClient } from '../lib/query-client';
import type { AppRouter } from './router';

/** A query client whose refusals lead somewhere: 401 to the sign-in page, 403 to a fresh look at one's role. */
export function openVisit(router: AppRouter): QueryClient {
  let leaving: Promise<void> | null = null;

  /** Several requests may be refused at once; one of them leads away. A refused sign-in stays where it is. */
  const leave = (): void => {
    const { pathname, href } = router.state.location;
    if (leaving !== null || pathname === routes.loginPage) return;
    const wasSignedIn = client.getQueryData(meQuery().queryKey) !== undefined;
    leaving = router
      .navigate({ to: routes.loginPage, search: { to: href, ...(wasSignedIn ? { ended: true } : {}) } })
      .finally(() => {
        leaving = null;
        client.clear();
      });
  };

  const client = createQueryClient({
    onUnauthorized: leave,
    onForbidden: () => void client.invalidateQueries({ queryKey: meQuery().queryKey }),
  });
  return client;
}
