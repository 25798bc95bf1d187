import { routes } from '@watchroom/contracts';

/** Where to go after signing in: only addresses of this page, anything else would be an open redirect. */
export function safeDestination(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/admin/') || wanted.startsWith(routes.loginPage))
    return routes.dashboardPage;
  return /[\\\s]|\/\//.test(wanted) ? routes.dashboardPage : wanted;
}
