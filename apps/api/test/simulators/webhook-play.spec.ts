import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Weather } from '../../simulators/sessions/session-play';
import { sessionsWithin } from '../../simulators/sessions/simulated-session';
import { WebhookSender } from '../../simulators/vendors/webhook-sender';
import { usualCalls } from '../../simulators/webhooks/call-mood';
import { CallPlay } from '../../simulators/webhooks/call-play';
import { WebhookPlay } from '../../simulators/webhooks/webhook-play';
import { BEY_TOKEN, DAILY_SECRET, LIVEKIT_KEYS, WebhookRoom } from '../webhooks/webhook-room';

const MINUTE_MS = 60_000;
let room: WebhookRoom;
beforeAll(async () => {
  room = await WebhookRoom.open();
});
afterAll(() => room.close());
beforeEach(() => room.empty());

const weather: Weather = { all: null, byProvider: new Map() };
const secrets = { daily: DAILY_SECRET, livekit: LIVEKIT_KEYS, beyondPresence: BEY_TOKEN };
const play = (of = weather) =>
  new WebhookPlay(new WebhookSender(room.api.url), secrets, new CallPlay(usualCalls(), of));

/** Sessions whose room was opened and has not ended. */
const openRooms = async () => {
  const rows = await room.query<{ session_id: string }>(
    `SELECT session_id::text FROM service_events GROUP BY 1
     HAVING bool_or(kind = 'opened') AND NOT bool_or(kind = 'ended') ORDER BY 1`,
  );
  return rows.map(({ session_id }) => session_id);
};
const count = async () => (await room.rows()).length;

it('tells Watchroom which rooms are open, by the sessions that they are called after', async () => {
  const nowMs = Date.now();
  await play().tick(nowMs);
  const open = [...sessionsWithin(nowMs, nowMs + 1)]
    .filter(({ startMs }) => startMs < nowMs - 1_000)
    .map(({ id }) => id);
  const closing = new Set(
    [...sessionsWithin(nowMs - 2_000, nowMs)].filter(({ endMs }) => endMs < nowMs).map(({ id }) => id),
  );
  expect((await openRooms()).filter((id) => !closing.has(id))).toEqual(open.toSorted());
  expect(open.length).toBeGreaterThan(0);
  const roles = await room.query(
    'SELECT DISTINCT role FROM service_events WHERE role IS NOT NULL ORDER BY 1',
  );
  expect(roles).toEqual([{ role: 'avatar' }, { role: 'person' }]);
  const { accepted, refused } = await room.counts('beyond_presence');
  expect([accepted > 1, refused]).toEqual([true, 0]); // its test of the door, and its managed calls
});

it('changes nothing by telling it again, after a restart and in other steps', async () => {
  const nowMs = Date.now();
  const once = play();
  for (const ago of [3, 0]) await once.tick(nowMs - ago * MINUTE_MS);
  const told = await count();
  const again = play();
  for (const ago of [3, 2, 1, 0]) await again.tick(nowMs - ago * MINUTE_MS);
  expect(await count()).toBe(told);
});

it('tells of connections that were cut while the weather is bad', async () => {
  await play({ all: 'lost', byProvider: new Map() }).tick(Date.now());
  const ends = await room.query(
    `SELECT DISTINCT service, quality, bad_end FROM service_events WHERE kind = 'left' AND role = 'person' ORDER BY 1`,
  );
  expect(ends).toEqual([
    { service: 'daily_co', quality: 'poor', bad_end: null },
    { service: 'livekit', quality: null, bad_end: 'CONNECTION_TIMEOUT' },
  ]);
});
