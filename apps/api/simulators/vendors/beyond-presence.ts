import { type Answer, type StandIn, type StandInOptions, startStandIn, type VendorRequest } from './stand-in';
import { StatusPage } from './status-page';

export interface BeyondPresenceOptions extends StandInOptions {
  apiKey: string;
}

const DETAIL: Record<number, string> = {
  402: 'Usage limit exceeded.',
  404: 'Not Found',
  429: 'Concurrent session limit exceeded.',
  503: 'Service unavailable.',
};

const failure = (status: number): Answer => ({
  status,
  body: { detail: DETAIL[status] ?? 'Internal server error.' },
});

/** Beyond Presence's API: key check, managed calls and avatar sessions. */
export function startBeyondPresence(options: BeyondPresenceOptions): Promise<StandIn> {
  const page = new StatusPage('Beyond Presence', ['API', 'Avatars', 'Agents']);
  return startStandIn(
    { basePath: '', page, failure, answer: (request) => answerTo(request, options) },
    options.port,
  );
}

function answerTo(request: VendorRequest, options: BeyondPresenceOptions): Answer {
  if (request.notReady) return failure(503);
  return refusal(request, options.apiKey) ?? resource(request, options);
}

function refusal({ headers, keysRevoked }: VendorRequest, apiKey: string): Answer | null {
  const key = headers['x-api-key'];
  if (key === undefined) return { status: 401, body: { detail: 'API key is required.' } };
  if (key !== apiKey || keysRevoked) return { status: 401, body: { detail: 'Invalid API key.' } };
  return null;
}

function resource({ method, path, query }: VendorRequest, options: BeyondPresenceOptions): Answer {
  if (method !== 'GET') return failure(404);
  if (path === '/v1/auth/verify') return { status: 204 };
  if (path === '/v1/calls') return list(query, options, asCall);
  if (path === '/v1/sessions') return list(query, {}, asCall); // calls carry the sessions here; counted once
  return failure(404);
}

const asCall = ({ id, startedAt }: Sessions[number]) => ({
  id,
  agent_id: 'agent_stand_in',
  tags: {},
  status: { type: 'ongoing', started_at: startedAt.toISOString() },
});

type Sessions = ReturnType<NonNullable<StandInOptions['sessions']>>;

function list(query: URLSearchParams, source: StandInOptions, shape: typeof asCall): Answer {
  const limit = Number(query.get('limit') ?? 10);
  const from = Number(query.get('cursor') ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > 50 || !Number.isInteger(from) || from < 0)
    return {
      status: 422,
      body: { detail: [{ loc: ['query', 'limit'], msg: 'must be from 1 to 50', type: 'value_error' }] },
    };
  const sessions = source.sessions?.() ?? [];
  const next = from + limit;
  const hasMore = next < sessions.length;
  return {
    status: 200,
    body: {
      data: sessions.slice(from, next).map(shape),
      has_more: hasMore,
      next_cursor: hasMore ? String(next) : null,
    },
  };
}
