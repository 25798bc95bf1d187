import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccessToken } from 'livekit-server-sdk';
import { bey, BEY_TOKEN, daily, livekit, LIVEKIT_KEYS, WebhookRoom } from './webhook-room';

let room: WebhookRoom;
beforeAll(async () => {
  room = await WebhookRoom.open();
});
afterAll(() => room.close());
beforeEach(() => room.empty());

const seconds = () => Math.floor(Date.now() / 1000);
const joined = () => ({
  version: '1.0.0',
  type: 'participant.joined',
  id: 'ptcpt-join-6497c79b-f326-4942-aef8-c36a29140ad1-1708972279961',
  payload: {
    room: 'anxiety--6f1c2a52-30a4-4c37-9f6b-4f3d6f0b8f10',
    session_id: '0c0d2dda-f21d-4cf9-ab56-86bf3c407ffa',
    joined_at: seconds() - 2,
  },
  event_ts: seconds() - 1.5,
});

describe('each vendor', () => {
  it('is believed by its own signature, and its event is kept', async () => {
    const livekitEvent = {
      event: 'participant_joined',
      id: 'EV_1',
      createdAt: String(seconds()),
      room: { sid: 'RM_1', name: 'one' },
      participant: { sid: 'PA_1', identity: 'bey-avatar-agent', kind: 'AGENT' },
    };
    const message = {
      event_type: 'message',
      call_id: 'call_123456',
      message: { sender: 'user', message: 'words', sent_at: new Date().toISOString() },
    };
    expect(
      await Promise.all(
        [daily(joined()), livekit(livekitEvent), bey(message)].map((each) => room.send(each)),
      ),
    ).toEqual(Array.from({ length: 3 }, () => ({ status: 200, body: '' })));
    const rows = await room.query(
      'SELECT service, kind, session_id, category, role, meeting FROM service_events ORDER BY 1',
    );
    expect(rows).toEqual([
      {
        service: 'beyond_presence',
        kind: 'sign_of_life',
        session_id: null,
        category: null,
        role: null,
        meeting: 'call_123456',
      },
      {
        service: 'daily_co',
        kind: 'joined',
        session_id: '6f1c2a52-30a4-4c37-9f6b-4f3d6f0b8f10',
        category: 'Anxiety',
        role: 'person',
        meeting: null,
      },
      {
        service: 'livekit',
        kind: 'joined',
        session_id: null,
        category: null,
        role: 'avatar',
        meeting: 'RM_1',
      },
    ]);
  });

  it('may send the same again', async () => {
    const webhook = daily(joined());
    expect([await room.statusOf(webhook), await room.statusOf(webhook)]).toEqual([200, 200]);
    expect(await room.rows()).toHaveLength(1);
    expect(await room.counts('daily_co')).toEqual({ accepted: 2, refused: 0 });
  });

  it('may tell what nobody knows yet: counted, not kept', async () => {
    const unknown = [
      daily({ type: 'hologram.started', id: 'x', payload: { room: 'one' } }),
      livekit({ event: 'room_dreamt', id: 'EV_2', room: { sid: 'RM_1', name: 'one' } }),
      bey({ event_type: 'test', message: 'hello', timestamp: 'now' }),
    ];
    for (const each of unknown) expect(await room.statusOf(each)).toBe(200);
    expect(await room.rows()).toEqual([]);
    expect((await room.counts('livekit')).accepted).toBe(1);
  });
});

it('believes a token of the official SDK', async () => {
  const event = {
    event: 'room_started',
    id: 'EV_3',
    createdAt: String(seconds()),
    room: { sid: 'RM_3', name: 'x' },
  };
  const webhook = livekit(event);
  const token = new AccessToken(LIVEKIT_KEYS.apiKey, LIVEKIT_KEYS.apiSecret, { ttl: 300 });
  const claims = JSON.parse(
    Buffer.from(webhook.headers.authorization!.split('.')[1]!, 'base64url').toString(),
  ) as {
    sha256: string;
  };
  token.sha256 = claims.sha256;
  const authorization = await token.toJwt();
  expect(await room.statusOf({ ...webhook, headers: { ...webhook.headers, authorization } })).toBe(200);
  const bearer = `Bearer ${authorization}`;
  expect(await room.statusOf({ ...webhook, headers: { ...webhook.headers, authorization: bearer } })).toBe(
    401,
  );
});

describe('Daily, trying whether somebody answers,', () => {
  it.each(['{"test":"test"}', '{ "test": "test" }'])('is answered without a signature: %s', async (body) => {
    const webhook = {
      path: '/daily',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(body),
    };
    expect(await room.statusOf(webhook)).toBe(200);
    expect(await room.statusOf(daily(body))).toBe(200);
    expect(await room.statusOf(daily(body, new Date(0)))).toBe(200);
    expect(await room.counts('daily_co')).toEqual({ accepted: 0, refused: 0 });
  });
});

describe('Beyond Presence, trying from a browser,', () => {
  const address = (token: string) => `${room.api.url}/api/webhooks/beyond-presence/${token}`;
  const browser = { origin: 'https://bey.studio', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' };

  it('may ask first, and send from its page', async () => {
    const asked = await fetch(address(BEY_TOKEN), {
      method: 'OPTIONS',
      headers: {
        ...browser,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    expect(asked.headers.get('access-control-allow-headers')).toBe('content-type');
    const { headers, body } = bey({ event_type: 'test' });
    const sent = await fetch(address(BEY_TOKEN), {
      method: 'POST',
      headers: { ...headers, ...browser },
      body: new Uint8Array(body),
    });
    expect([sent.status, sent.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  });
});

it('refuses without secrets, tells strangers nothing and the log what to set', async () => {
  const bare = await WebhookRoom.open({
    DAILY_WEBHOOK_SECRET: '',
    LIVEKIT_API_KEY: '',
    LIVEKIT_API_SECRET: '',
    BEYOND_PRESENCE_WEBHOOK_TOKEN: '',
  });
  const warned: string[] = [];
  bare.api.app.useLogger({ log() {}, error() {}, warn: (text: string) => void warned.push(text) });
  for (const webhook of [daily(joined()), livekit({ event: 'room_started' }), bey({ event_type: 'test' })])
    for (let times = 0; times < 2; times++) {
      const answer = await bare.send(webhook);
      expect(answer.status).toBe(401);
      expect(answer.body).not.toMatch(/DAILY|LIVEKIT|SECRET|TOKEN|configured/i);
    }
  expect(warned).toEqual([
    expect.stringContaining('DAILY_WEBHOOK_SECRET'),
    expect.stringContaining('LIVEKIT_API_SECRET'),
    expect.stringContaining('BEYOND_PRESENCE_WEBHOOK_TOKEN'),
  ]);
  await bare.close();
});
