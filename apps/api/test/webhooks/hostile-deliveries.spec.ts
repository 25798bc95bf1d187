import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  sentByBeyondPresence,
  signedByDaily,
  signedByLivekit,
} from '../../simulators/vendors/webhook-signers';
import { bey, BEY_TOKEN, daily, DAILY_SECRET, livekit, LIVEKIT_KEYS, WebhookRoom } from './webhook-room';

let room: WebhookRoom;
beforeAll(async () => {
  room = await WebhookRoom.open();
});
afterAll(() => room.close());
beforeEach(() => room.empty());

const now = () => Math.floor(Date.now() / 1000);
const events = {
  daily_co: () => ({
    type: 'meeting.started',
    id: 'm1',
    payload: { start_ts: now(), meeting_id: 'm', room: 'r' },
  }),
  livekit: () => ({
    event: 'room_started',
    id: 'EV_1',
    createdAt: String(now()),
    room: { sid: 'RM_1', name: 'r' },
  }),
  beyond_presence: () => ({ event_type: 'call_ended', call_id: 'c1' }),
};
const genuine = {
  daily_co: (body: string | Buffer) => daily(body),
  livekit: (body: string | Buffer) => livekit(body),
  beyond_presence: (body: string | Buffer) => bey(body),
};
type Service = keyof typeof events;
const services = Object.keys(events) as Service[];
const textOf = (service: Service) => JSON.stringify(events[service]());
const MOST = { daily_co: 64 * 1024, livekit: 256 * 1024, beyond_presence: 1024 * 1024 };

/** Waits for what is written beside the answers. */
async function refusedOf(service: Service, expected: number): Promise<number> {
  const deadline = performance.now() + 5_000;
  for (;;) {
    const { refused } = await room.counts(service);
    if (refused >= expected || performance.now() > deadline) return refused;
  }
}

describe('forged', () => {
  const at = new Date();
  it.each([
    ['another secret', signedByDaily('{}', Buffer.from('another secret').toString('base64'), at), 'daily_co'],
    ['an old delivery', signedByDaily('{}', DAILY_SECRET, new Date(at.getTime() - 301_000)), 'daily_co'],
    [
      'a delivery of the future',
      signedByDaily('{}', DAILY_SECRET, new Date(at.getTime() + 310_000)),
      'daily_co',
    ],
    ['another secret', signedByLivekit('{}', { ...LIVEKIT_KEYS, apiSecret: 'x' }, at), 'livekit'],
    ['a stranger', signedByLivekit('{}', { ...LIVEKIT_KEYS, apiKey: 'x' }, at), 'livekit'],
    ['an old token', signedByLivekit('{}', LIVEKIT_KEYS, new Date(at.getTime() - 400_000)), 'livekit'],
    ['another token', sentByBeyondPresence('{}', 'another-path-token'), 'beyond_presence'],
    ['a token that begins well', sentByBeyondPresence('{}', BEY_TOKEN.slice(0, -1)), 'beyond_presence'],
  ] as const)('by %s: 401, counted', async (_, webhook, service) => {
    const answer = await room.send(webhook);
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([
      401,
      { status: 401, title: 'Unauthorized' },
    ]);
    expect(await refusedOf(service, 1)).toBe(1);
    expect(await room.rows()).toEqual([]);
  });

  it.each(['daily_co', 'livekit'] as const)(
    '%s: a body that is not the one that was signed',
    async (service) => {
      const { path, headers, body } = genuine[service](textOf(service));
      const other = [
        Buffer.concat([body, Buffer.from('\n')]),
        body.subarray(0, -1),
        Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 2)),
        Buffer.from(body.toString().replace('"r"', '"\\u0072"')),
        Buffer.from(body.toString(), 'utf16le'),
        gzipSync(body),
        Buffer.alloc(0),
      ];
      for (const each of other) expect(await room.statusOf({ path, headers, body: each })).toBe(401);
      const gzipped = { ...headers, 'content-encoding': 'gzip' };
      expect(await room.statusOf({ path, headers: gzipped, body: gzipSync(body) })).toBe(401);
      expect(await room.rows()).toEqual([]);
    },
  );
});

describe.each(services)('%s', (service) => {
  const send = (body: string | Buffer) => room.send(genuine[service](body));

  it.each([
    ['cut off', (text: string) => text.slice(0, -2), 400, /cut off/],
    ['no JSON', () => 'a=1&b=2', 400, /not JSON/],
    ['no object', () => '["x"]', 400, /one JSON object/],
    ['nested without end', () => '['.repeat(5_000) + ']'.repeat(5_000), 400, /deeper/],
    ['empty', () => '', 400, /./],
  ] as const)(
    'a genuine body that is %s is told what is wrong, and counted',
    async (_, make, status, detail) => {
      const answer = await send(make(textOf(service)));
      expect(answer.status).toBe(status);
      expect((JSON.parse(answer.body) as { detail: string }).detail).toMatch(detail);
      expect(await refusedOf(service, 1)).toBe(1);
      expect(await room.counts(service)).toMatchObject({ accepted: 0 });
    },
  );

  it('takes a body up to its limit, and no byte more', async () => {
    const filled = (length: number) => {
      const text = textOf(service);
      return `${text.slice(0, -1)},"filler":"${'x'.repeat(length - text.length - 12)}"}`;
    };
    expect(filled(MOST[service])).toHaveLength(MOST[service]);
    expect((await send(filled(MOST[service]))).status).toBe(200);
    expect((await send(filled(MOST[service] + 1))).status).toBe(413);
    expect(await room.rows()).toHaveLength(1);
  });

  it('is not read by its content type, nor by other methods', async () => {
    const { path, headers, body } = genuine[service](textOf(service));
    expect(await room.statusOf({ path, headers: { ...headers, 'content-type': 'text/plain' }, body })).toBe(
      200,
    );
    const answer = await fetch(`${room.api.url}/api/webhooks${path}`, { method: 'GET' });
    expect(answer.status).toBe(404);
  });

  it('takes types and shapes that nobody has seen yet, and keeps nothing of them', async () => {
    const key = { daily_co: 'type', livekit: 'event', beyond_presence: 'event_type' }[service];
    const odd = ['hologram', '__proto__', 'constructor', 7, null, ['x'], { type: 'x' }];
    for (const value of odd) expect((await send(JSON.stringify({ [key]: value }))).status).toBe(200);
    expect((await send('{"__proto__":{"type":"meeting.ended","event":"room_finished"}}')).status).toBe(200);
    expect(await room.rows()).toEqual([]);
  });

  it('sent again and again leaves one row', async () => {
    const webhook = genuine[service](textOf(service));
    const statuses = await Promise.all(Array.from({ length: 30 }, () => room.statusOf(webhook)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await room.rows()).toHaveLength(1);
    expect(await room.counts(service)).toEqual({ accepted: 30, refused: 0 });
  });
});

describe('a stranger is turned away before the body is read', () => {
  it.each([
    ['/api/webhooks/daily', ['content-length: 60000']],
    ['/api/webhooks/livekit', ['content-length: 60000']],
    ['/api/webhooks/beyond-presence/guessed-token', ['content-length: 1000000']],
    ['/api/webhooks/beyond-presence/guessed-token', ['transfer-encoding: chunked']],
    ['/api/webhooks/%6civekit', ['content-length: 60000']],
  ])('%s', async (path, headers) => {
    const socket = connect(Number(new URL(room.api.url).port), '127.0.0.1');
    try {
      socket.write(`${[`POST ${path} HTTP/1.1`, 'host: x', ...headers].join('\r\n')}\r\n\r\n`);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(answer.toString().split('\r\n')[0]).toBe('HTTP/1.1 401 Unauthorized');
    } finally {
      socket.destroy();
    }
  });
});
