import { afterEach, describe, expect, it } from '@jest/globals';
import { RoomServiceClient } from 'livekit-server-sdk';
import { startBeyondPresence } from './beyond-presence';
import { startDaily } from './daily';
import { startLivekit } from './livekit';
import type { StandIn } from './stand-in';

const open: StandIn[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((standIn) => standIn.close()));
});

async function kept(starting: Promise<StandIn>): Promise<StandIn> {
  const standIn = await starting;
  open.push(standIn);
  return standIn;
}

const sessions = () => [
  { id: 'one', participants: 2, startedAt: new Date('2026-11-23T10:00:00Z') },
  { id: 'two', participants: 3, startedAt: new Date('2026-11-23T10:05:00Z') },
];

const answerOf = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { headers });
  return { status: response.status, body: JSON.parse((await response.text()) || 'null') as never };
};

describe('Daily', () => {
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

  it('tells a missing header (400) from a wrong key (401)', async () => {
    const { url } = await kept(startDaily({ apiKey: 'right' }));

    expect(await answerOf(`${url}/`)).toMatchObject({
      status: 400,
      body: { error: 'authorization-header-error' },
    });
    expect(await answerOf(`${url}/`, bearer('wrong'))).toMatchObject({
      status: 401,
      body: { error: 'authentication-error' },
    });
    expect(await answerOf(`${url}/`, bearer('right'))).toMatchObject({ status: 200 });
  });

  it('shows who is present without anybody’s name', async () => {
    const { url } = await kept(startDaily({ apiKey: 'right', sessions }));

    expect(await answerOf(`${url}/rooms?limit=1`, bearer('right'))).toMatchObject({
      body: { total_count: 2, data: [{ id: 'one' }] },
    });
    const { body } = await answerOf(`${url}/presence`, bearer('right'));
    expect(Object.values(body as Record<string, { userName: null }[]>).map((list) => list.length)).toEqual([
      2, 3,
    ]);
    expect(JSON.stringify(body)).not.toMatch(/"userName":"/);
  });
});

describe('LiveKit', () => {
  const key = { apiKey: 'abcdefg', apiSecret: 'abababa' };

  it('is understood by the official client', async () => {
    const { url } = await kept(startLivekit({ ...key, sessions }));

    const rooms = await new RoomServiceClient(url, key.apiKey, key.apiSecret).listRooms();

    expect(rooms.map((room) => room.numParticipants)).toEqual([2, 3]);
  });

  it('refuses the official client with a wrong secret, and anyone without a token', async () => {
    const { url } = await kept(startLivekit(key));

    await expect(new RoomServiceClient(url, key.apiKey, 'other').listRooms()).rejects.toMatchObject({
      status: 401,
    });
    const response = await fetch(`${url}/twirp/livekit.RoomService/ListRooms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect([response.status, await response.json()]).toEqual([
      401,
      { code: 'unauthenticated', msg: 'permissions denied' },
    ]);
  });

  it('says OK of its node, and 406 when not ready', async () => {
    const { url, mode } = await kept(startLivekit(key));

    expect(await (await fetch(url)).text()).toBe('OK');
    mode.set('not-ready');
    expect((await fetch(url)).status).toBe(406);
  });
});

describe('Beyond Presence', () => {
  it('verifies keys and pages through ongoing calls', async () => {
    const { url } = await kept(startBeyondPresence({ apiKey: 'sk-right', sessions }));
    const headers = { 'x-api-key': 'sk-right' };

    expect((await fetch(`${url}/v1/auth/verify`, { headers })).status).toBe(204);
    expect(await answerOf(`${url}/v1/auth/verify`)).toEqual({
      status: 401,
      body: { detail: 'API key is required.' },
    });
    expect(await answerOf(`${url}/v1/calls?limit=1`, headers)).toMatchObject({
      body: { data: [{ id: 'one', status: { type: 'ongoing' } }], has_more: true, next_cursor: '1' },
    });
    expect(await answerOf(`${url}/v1/calls?limit=51`, headers)).toMatchObject({ status: 422 });
  });
});

describe('every stand-in', () => {
  it('claims on its status page what it was told to, whatever the API does', async () => {
    const { statusUrl, mode, page } = await kept(startDaily({ apiKey: 'right' }));
    mode.set('down');
    page.declare('major', 'Elevated API errors');

    expect(await answerOf(`${statusUrl}/api/v2/status.json`)).toMatchObject({
      body: { status: { indicator: 'major' } },
    });
    expect(await answerOf(`${statusUrl}/api/v2/summary.json`)).toMatchObject({
      body: { components: [{ status: 'partial_outage' }, {}, {}], incidents: [{ impact: 'major' }] },
    });
  });

  it('can be throttled, used up and flaky', async () => {
    const { url, mode } = await kept(startBeyondPresence({ apiKey: 'sk-right' }));
    const headers = { 'x-api-key': 'sk-right' };
    const ask = () => fetch(`${url}/v1/auth/verify`, { headers });

    mode.set({ kind: 'throttled', retryAfterSeconds: 7 });
    expect((await ask()).headers.get('retry-after')).toBe('7');
    mode.set('quota');
    expect((await ask()).status).toBe(402);
    mode.set('flaky');
    const statuses = [(await ask()).status, (await ask()).status, (await ask()).status];
    expect(statuses.toSorted((a, b) => a - b)).toEqual([204, 204, 503]);
  });
});
