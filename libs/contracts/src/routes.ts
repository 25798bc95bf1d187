/** Every address of the HTTP interface, named once for both apps. */
export const routes = {
  login: '/api/auth/login',
  logout: '/api/auth/logout',
  me: '/api/auth/me',
  metrics: '/api/admin/metrics',
  currentMetrics: '/api/admin/metrics/current',
  sessionMetrics: '/api/admin/metrics/sessions',
  errorTrend: '/api/admin/metrics/errors',
  databaseMetrics: '/api/admin/metrics/database',
  externalServices: '/api/admin/metrics/external-services',
  /** Followed by /{service}/routes. */
  services: '/api/admin/metrics/services',
  metricsStream: '/api/admin/metrics/stream',
  history: '/api/admin/metrics/history',
  events: '/api/admin/metrics/events',
  /** What changed since the reader last looked; a POST notes that they have. */
  since: '/api/admin/metrics/since',
  /** Followed by /{category}. */
  categoryMetrics: '/api/admin/metrics/categories',
  installation: '/api/admin/metrics/installation',
  webhooks: '/api/webhooks',
  ingestSessions: '/api/ingest/sessions',
  ingestMetrics: '/api/ingest/v1/metrics',
  health: '/health',
  healthLive: '/health/live',
  healthReady: '/health/ready',
  openApi: '/api/openapi.json',
  apiDocs: '/api/docs',
  loginPage: '/admin/login',
  dashboardPage: '/admin/dashboard',
  /** Followed by /{service}. */
  servicePage: '/admin/services',
  /** Requests by service; followed by /{service}: by route. */
  requestsPage: '/admin/requests',
  /** Followed by /{start of a UTC hour}. */
  errorsPage: '/admin/errors',
  eventsPage: '/admin/events',
  /** Followed by /{category}. */
  categoryPage: '/admin/categories',
} as const;

/** Cookie that carries the admin's token. */
export const ADMIN_COOKIE = 'admin_token';
