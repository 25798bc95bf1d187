import { createHmac } from 'node:crypto';
import {
  type Answer,
  type StandIn,
  type StandInOptions,
  startStandIn,
  type VendorRequest,
  type VendorSession,
} from './stand-in';
import { StatusPage } from './status-page';

interface LivekitOptions extends StandInOptions {
  apiKey: string;
  apiSecret: string;
  /** By which tokens are valid; the machine's own time by default. */
  now?: () => Date;
}

interface Claims {
  iss?: unknown;
  exp?: unknown;
  nbf?: unknown;
  video?: { roomList?: unknown };
}

const LIST_ROOMS = '/twirp/livekit.RoomService/ListRooms';

const TWIRP: Record<number, string> = {
  402: 'resource_exhausted',
  429: 'resource_exhausted',
  503: 'unavailable',
};

const failure = (status: number): Answer => ({
  status,
  body: { code: TWIRP[status] ?? 'internal', msg: 'the request could not be served' },
});

/** A LiveKit server: the health answer of its node and RoomService over Twirp, with real token checks. */
export function startLivekit(options: LivekitOptions): Promise<StandIn> {
  const page = new StatusPage('LiveKit', ['Global Real Time Communication', 'US Central', 'Cloud Dashboard']);
  return startStandIn(
    { basePath: '', page, failure, answer: (request) => answerTo(request, options) },
    options.port,
  );
}

function answerTo(request: VendorRequest, options: LivekitOptions): Answer {
  if (request.path === '/' && request.method === 'GET')
    return request.notReady
      ? { status: 406, body: `Not Ready\nNode Updated At ${new Date(0).toISOString()}` }
      : { status: 200, body: 'OK' };
  if (request.path !== LIST_ROOMS) return { status: 404, body: '404 page not found\n' };
  return (
    tokenFault(request, options) ?? twirpFault(request) ?? grantFault(request) ?? listRooms(request, options)
  );
}

/** The middleware's part: a token that is there must be good. */
function tokenFault({ headers, keysRevoked }: VendorRequest, options: LivekitOptions): Answer | null {
  const header = headers.authorization;
  if (header === undefined) return null;
  const [, head, payload, signature] = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(header) ?? [];
  if (head === undefined || payload === undefined) return refused('invalid authorization token');
  const claims = claimsOf(payload);
  if (claims?.iss !== options.apiKey || keysRevoked) return refused('invalid API key');
  const signed = createHmac('sha256', options.apiSecret).update(`${head}.${payload}`).digest('base64url');
  const now = (options.now?.() ?? new Date()).getTime() / 1000;
  const inTime = typeof claims.exp === 'number' && claims.exp > now && Number(claims.nbf ?? 0) <= now + 60;
  const isHs256 = (decode(head) as { alg?: unknown } | null)?.alg === 'HS256';
  return signed === signature && inTime && isHs256 ? null : refused('invalid authorization token');
}

function twirpFault({ method, headers }: VendorRequest): Answer | null {
  const type = headers['content-type'] ?? '';
  if (method === 'POST' && type.startsWith('application/json')) return null;
  return {
    status: 404,
    body: { code: 'bad_route', msg: `unexpected method ${method} or Content-Type "${type}"` },
  };
}

function grantFault({ headers }: VendorRequest): Answer | null {
  const claims = claimsOf(headers.authorization?.split('.')[1] ?? '');
  if (claims?.video?.roomList === true) return null;
  return { status: 401, body: { code: 'unauthenticated', msg: 'permissions denied' } };
}

const listRooms = ({ body }: VendorRequest, { sessions }: LivekitOptions): Answer => ({
  status: 200,
  body: {
    rooms: (sessions?.() ?? []).filter(asked(body)).map(({ id, room = id, participants, startedAt }) => ({
      sid: `RM_${id}`,
      name: room,
      emptyTimeout: 300,
      departureTimeout: 20,
      creationTime: String(Math.floor(startedAt.getTime() / 1000)),
      numParticipants: participants,
      numPublishers: participants,
      activeRecording: false,
      metadata: '',
    })),
  },
});

/** A request may name the rooms that it wants; without names it wants all. */
function asked(body: string): (session: VendorSession) => boolean {
  const { names = [] } = JSON.parse(body) as { names?: string[] };
  return ({ id, room = id }) => names.length === 0 || names.includes(room);
}

const refused = (text: string): Answer => ({ status: 401, body: text });

const claimsOf = (payload: string): Claims | null => decode(payload) as Claims | null;

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
