/** What each route is for; a test keeps the names true. `query`: the request class of its query. */
export const SUMMARIES: Record<string, { summary: string; query?: string }> = {
  'POST /api/auth/login': { summary: 'Sign in: sets the cookie admin_token' },
  'POST /api/auth/logout': { summary: 'Sign out: the token is dead afterwards' },
  'GET /api/auth/me': { summary: 'Who is signed in, and until when' },
  'GET /api/admin/metrics/current': { summary: 'The state of things now' },
  'GET /api/admin/metrics/sessions': { summary: 'Sessions of the last 30 days' },
  'GET /api/admin/metrics/errors': { summary: 'Error rate by UTC hour', query: 'ErrorTrendQueryDto' },
  'GET /api/admin/metrics/database': { summary: 'Connection pool over the last 5 minutes' },
  'GET /api/admin/metrics/external-services': { summary: 'Daily.co, LiveKit and Beyond Presence' },
  'PUT /api/ingest/sessions/{session_id}': { summary: 'Report one session; safe to repeat and to reorder' },
  'POST /api/ingest/sessions': { summary: 'Report many sessions as NDJSON' },
  'POST /api/ingest/v1/metrics': { summary: 'OTLP/HTTP metrics: http.server.request.duration' },
  'GET /health': { summary: 'Database and external services' },
  'GET /health/live': { summary: 'Whether the process is alive' },
  'GET /health/ready': { summary: 'Whether this replica wants requests' },
  'GET /api/openapi.json': { summary: 'This document' },
  'GET /api/docs': { summary: 'This document, readable' },
};
