import { createHash, createHmac } from 'node:crypto';

/** A webhook as it goes over the wire; `path` begins below `/api/webhooks`. */
export interface SignedWebhook {
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

const TOKEN_SECONDS = 300;

const bytesOf = (event: object | string | Buffer): Buffer =>
  Buffer.isBuffer(event) ? event : Buffer.from(typeof event === 'string' ? event : JSON.stringify(event));

/** As Daily.co signs: the secret is base64, the timestamp in milliseconds. */
export function signedByDaily(event: object | string | Buffer, secret: string, now: Date): SignedWebhook {
  const body = bytesOf(event);
  const timestamp = String(now.getTime());
  const signature = createHmac('sha256', Buffer.from(secret, 'base64'))
    .update(`${timestamp}.`)
    .update(body)
    .digest('base64');
  const headers = {
    'content-type': 'application/json',
    'x-webhook-timestamp': timestamp,
    'x-webhook-signature': signature,
  };
  return { path: '/daily', headers, body };
}

export interface LivekitKeys {
  apiKey: string;
  apiSecret: string;
}

/** As LiveKit signs: a token without "Bearer" that claims the hash of the body. */
export function signedByLivekit(
  event: object | string | Buffer,
  keys: LivekitKeys,
  now: Date,
): SignedWebhook {
  const body = bytesOf(event);
  const seconds = Math.floor(now.getTime() / 1000);
  const claims = {
    iss: keys.apiKey,
    nbf: seconds,
    exp: seconds + TOKEN_SECONDS,
    sha256: createHash('sha256').update(body).digest('base64'),
  };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  const signature = createHmac('sha256', keys.apiSecret).update(signed).digest('base64url');
  const headers = {
    'content-type': 'application/webhook+json',
    'user-agent': 'LiveKit',
    authorization: `${signed}.${signature}`,
  };
  return { path: '/livekit', headers, body };
}

/** As Beyond Presence does not sign: only the address is secret. */
export function sentByBeyondPresence(event: object | string | Buffer, token: string): SignedWebhook {
  const headers = { 'content-type': 'application/json' };
  return { path: `/beyond-presence/${encodeURIComponent(token)}`, headers, body: bytesOf(event) };
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
