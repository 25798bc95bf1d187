import { routes } from '@watchroom/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { meQuery } from '../features/auth/me.query';
import { currentMetricsQuery } from '../features/current/current-metrics.query';
import { databaseMetricsQuery } from '../features/database/database-metrics.query';
import { errorTrendQuery } from '../features/error-trend/error-trend.query';
import { newsQuery } from '../features/events/news.query';
import { externalServicesQuery } from '../features/external-services/external-services.query';
import { installationQuery } from '../features/installation/installation.query';
import { sessionMetricsQuery } from '../features/sessions/session-metrics.query';
import { isAdminCookieAbsent } from '../lib/page-facts';

/** Asks for what the dashboard will show while it is still being drawn, all at once instead of one after the other. */
export function askAhead(client: QueryClient, path: string): void {
  if (path !== routes.dashboardPage || isAdminCookieAbsent()) return;
  void client.prefetchQuery(meQuery());
  void client.prefetchQuery(currentMetricsQuery());
  void client.prefetchQuery(newsQuery());
  void client.prefetchQuery(sessionMetricsQuery());
  void client.prefetchQuery(errorTrendQuery());
  void client.prefetchQuery(databaseMetricsQuery());
  void client.prefetchQuery(externalServicesQuery());
  void client.prefetchQuery(installationQuery());
}
