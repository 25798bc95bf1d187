import { type Answer, type StandIn, type StandInOptions, startStandIn, type VendorRequest } from './stand-in';
import { StatusPage } from './status-page';

/** One entry of the list of webhooks, as far as it is looked at. */
export interface RegisteredWebhook {
  url: string;
  state: 'ACTIVE' | 'FAILED';
  failedCount: number;
}

interface DailyOptions extends StandInOptions {
  apiKey: string;
  webhooks?: () => RegisteredWebhook[];
}

const INFO: Record<number, { error: string; info: string }> = {
  402: { error: 'payment-required', info: 'the account needs a payment method' },
  404: { error: 'not-found', info: 'no such resource' },
  429: { error: 'rate-limit-error', info: 'too many requests' },
};

const failure = (status: number): Answer => ({
  status,
  body: INFO[status] ?? { error: 'server-error', info: 'an unexpected error occurred' },
});

/** Daily.co's REST API: domain, rooms and presence. A missing header is 400 there, a wrong key 401. */
export function startDaily(options: DailyOptions): Promise<StandIn> {
  const page = new StatusPage('Daily', ['REST API', 'Calls and signaling', 'Recording']);
  return startStandIn(
    { basePath: '/v1', page, failure, answer: (request) => answerTo(request, options) },
    options.port,
  );
}

function answerTo(request: VendorRequest, options: DailyOptions): Answer {
  if (request.notReady) return failure(503);
  return refusal(request, options.apiKey) ?? resource(request, options);
}

function refusal({ headers, keysRevoked }: VendorRequest, apiKey: string): Answer | null {
  const bearer = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  if (bearer === undefined)
    return {
      status: 400,
      body: { error: 'authorization-header-error', info: 'missing or malformed authorization header' },
    };
  if (bearer !== apiKey || keysRevoked)
    return { status: 401, body: { error: 'authentication-error', info: 'the key is not valid' } };
  return null;
}

function resource({ method, path, query }: VendorRequest, options: DailyOptions): Answer {
  if (method !== 'GET') return failure(404);
  const sessions = options.sessions?.() ?? [];
  if (path === '/v1' || path === '/v1/')
    return { status: 200, body: { domain_name: 'stand-in', domain_id: 'stand-in', config: {} } };
  if (path === '/v1/rooms')
    return rooms(sessions.slice(0, Number(query.get('limit') ?? 100)), sessions.length);
  if (path === '/v1/presence') return presence(sessions, new Date());
  if (path === '/v1/webhooks') return { status: 200, body: (options.webhooks?.() ?? []).map(webhook) };
  return failure(404);
}

const webhook = ({ url, state, failedCount }: RegisteredWebhook, index: number) => ({
  uuid: `webhook-${index}`,
  url,
  hmac: 'c3RhbmQtaW4=',
  basicAuth: null,
  retryType: 'circuit-breaker',
  eventTypes: ['meeting.started', 'meeting.ended', 'participant.joined', 'participant.left'],
  state,
  failedCount,
  lastMomentPushed: null,
  domainId: 'stand-in',
});

type Sessions = ReturnType<NonNullable<StandInOptions['sessions']>>;

const rooms = (shown: Sessions, total: number): Answer => ({
  status: 200,
  body: {
    total_count: total,
    data: shown.map(({ id, room = id, startedAt }) => ({
      id,
      name: room,
      api_created: true,
      privacy: 'private',
      url: `https://stand-in.daily.co/${room}`,
      created_at: startedAt.toISOString(),
      config: {},
    })),
  },
});

function presence(sessions: Sessions, now: Date): Answer {
  const present = ({ id, room = id, participants, startedAt }: Sessions[number]) =>
    Array.from({ length: participants }, (_, index) => ({
      room,
      id: `${id}-${index}`,
      userId: null,
      userName: null,
      mtgSessionId: id,
      joinTime: startedAt.toISOString(),
      duration: Math.max(0, Math.round((now.getTime() - startedAt.getTime()) / 1000)),
    }));
  const rooms = sessions.map((session) => [session.room ?? session.id, present(session)]);
  return { status: 200, body: Object.fromEntries(rooms) };
}
