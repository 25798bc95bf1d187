/** `query`: the request class of its query. `refusals`: statuses beside those that its mark brings. */
interface Summary {
  summary: string;
  query?: string;
  refusals?: readonly string[];
}

/** What each route is for; a test keeps the names true. */
export const SUMMARIES: Record<string, Summary> = {
  'POST /api/auth/login': {
    summary: 'Sign in: sets the cookie admin_token',
    refusals: ['401', '403', '413', '415', '429'],
  },
  'POST /api/auth/logout': { summary: 'Sign out: the token is dead afterwards' },
  'GET /api/auth/me': { summary: 'Who is signed in, and until when' },
  'GET /api/admin/metrics/current': { summary: 'The state of things now' },
  'GET /api/admin/metrics/sessions': { summary: 'Sessions of the last 30 days' },
  'GET /api/admin/metrics/errors': { summary: 'Error rate by UTC hour', query: 'ErrorTrendQueryDto' },
  'GET /api/admin/metrics/database': { summary: 'Connection pool over the last 5 minutes' },
  'GET /api/admin/metrics/external-services': { summary: 'Daily.co, LiveKit and Beyond Presence' },
  'GET /api/admin/metrics/external-services/{service}': {
    summary: 'One external service in depth',
    refusals: ['404'],
  },
  'GET /api/admin/metrics/errors/{start}': { summary: 'Which routes failed in one UTC hour' },
  'GET /api/admin/metrics/services': { summary: 'Requests by service', query: 'RequestWindowQueryDto' },
  'GET /api/admin/metrics/services/{service}/routes': {
    summary: 'Requests of one service by route, method and status',
    query: 'RequestWindowQueryDto',
    refusals: ['404'],
  },
  'GET /api/admin/metrics/stream': { summary: 'The state of things now, and each change of it, as events' },
  'GET /api/admin/metrics/history': { summary: 'One number over time', query: 'HistoryQueryDto' },
  'GET /api/admin/metrics/events': { summary: 'What happened, newest first', query: 'EventQueryDto' },
  'GET /api/admin/metrics/since': { summary: 'What changed since you last looked' },
  'POST /api/admin/metrics/since': { summary: 'Note that you have seen what happened until then' },
  'GET /api/admin/metrics/categories/{category}': {
    summary: 'Sessions of one category over time, and their quality',
    query: 'CategoryQueryDto',
  },
  'PUT /api/ingest/sessions/{session_id}': {
    summary: 'Report one session; safe to repeat and to reorder',
    refusals: ['413', '415'],
  },
  'POST /api/ingest/sessions': {
    summary: 'Report up to 10,000 sessions as NDJSON (application/x-ndjson)',
    refusals: ['413', '415'],
  },
  'POST /api/ingest/v1/metrics': {
    summary: 'OTLP/HTTP metrics: http.server.request.duration; refusals as OTLP says',
    refusals: ['413', '415'],
  },
  'GET /api/admin/metrics/installation': { summary: 'Which sources this installation has heard from' },
  'POST /api/webhooks/daily': { summary: 'Webhooks of Daily.co, signed with DAILY_WEBHOOK_SECRET' },
  'POST /api/webhooks/livekit': { summary: 'Webhooks of LiveKit, signed with its key pair' },
  'POST /api/webhooks/beyond-presence/{token}': { summary: 'Webhooks of Beyond Presence' },
  'OPTIONS /api/webhooks/daily': { summary: 'Preflight of a browser that checks the address' },
  'OPTIONS /api/webhooks/livekit': { summary: 'Preflight of a browser that checks the address' },
  'OPTIONS /api/webhooks/beyond-presence/{token}': {
    summary: 'Preflight of a browser that checks the address',
  },
  'GET /health': { summary: 'Database and external services' },
  'GET /health/live': { summary: 'Whether the process is alive' },
  'GET /health/ready': { summary: 'Whether this replica wants requests' },
  'GET /api/openapi.json': { summary: 'This document' },
  'GET /api/docs': { summary: 'This document, readable' },
};
