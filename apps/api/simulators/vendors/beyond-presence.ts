import {
  type Answer,
  type StandIn,
  type StandInOptions,
  startStandIn,
  type VendorRequest,
  type VendorSession,
} from './stand-in';
import { StatusPage } from './status-page';

interface BeyondPresenceOptions extends StandInOptions {
  apiKey: string;
  /** Calls that have ended, newest first; they are listed after those that go on. */
  past?: () => VendorSession[];
  /** Avatars in rooms of other vendors. */
  avatarSessions?: () => VendorSession[];
  /** The same as older clients start them; without it the older address does not exist. */
  olderSessions?: () => VendorSession[];
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
  if (path === '/v1/calls') return list(query, callsOf(options));
  if (path === '/v1/sessions') return list(query, (options.avatarSessions?.() ?? []).map(asSession));
  if (path === '/v1/session' && options.olderSessions)
    return { status: 200, body: options.olderSessions().map(asOlderSession) };
  return failure(404);
}

const callsOf = ({ sessions, past }: BeyondPresenceOptions): object[] => [
  ...(sessions?.() ?? []).map(({ id, startedAt }) => asCall(id, ongoing(startedAt))),
  ...(past?.() ?? []).map(({ id, startedAt }) => asCall(id, completed(startedAt))),
];

const ongoing = (startedAt: Date) => ({ type: 'ongoing', started_at: startedAt.toISOString() });
const completed = (startedAt: Date) => ({
  type: 'completed',
  started_at: startedAt.toISOString(),
  ended_at: new Date(startedAt.getTime() + 60_000).toISOString(),
});

const asCall = (id: string, status: object) => ({ id, agent_id: 'agent_stand_in', tags: {}, status });

const asSession = ({ id, startedAt }: VendorSession) => ({
  id,
  transport: 'livekit',
  avatar_id: 'avatar_stand_in',
  url: 'wss://stand-in.livekit.example',
  status: ongoing(startedAt),
});

/** The older version hands out the token of the room. */
const asOlderSession = ({ id, startedAt }: VendorSession) => ({
  id,
  created_at: startedAt.toISOString(),
  started_at: startedAt.toISOString(),
  ended_at: null,
  avatar_id: 'avatar_stand_in',
  livekit_url: 'wss://stand-in.livekit.example',
  livekit_token: 'token-of-the-room',
});

function list(query: URLSearchParams, items: readonly object[]): Answer {
  const limit = Number(query.get('limit') ?? 10);
  const from = Number(query.get('cursor') ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > 50 || !Number.isInteger(from) || from < 0)
    return {
      status: 422,
      body: { detail: [{ loc: ['query', 'limit'], msg: 'must be from 1 to 50', type: 'value_error' }] },
    };
  const next = from + limit;
  const hasMore = next < items.length;
  return {
    status: 200,
    body: {
      data: items.slice(from, next),
      has_more: hasMore,
      next_cursor: hasMore ? String(next) : null,
    },
  };
}
