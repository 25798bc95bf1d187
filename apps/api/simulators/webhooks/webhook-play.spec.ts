import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR_MS } from '../chance/rhythm';
import { callsWithin } from '../sessions/managed-calls';
import { openOn, roomName, roomsOn } from '../sessions/vendor-rooms';
import { FakeWatchroom } from '../testing/fake-watchroom';
import { WebhookSender } from '../vendors/webhook-sender';
import { WatchroomAway } from '../watchroom/watchroom-client';
import { shiftsOf } from './avatar-shifts';
import { type CallMood, usualCalls } from './call-mood';
import { CallPlay } from './call-play';
import type { VendorEvent } from './vendor-event';
import { WebhookPlay } from './webhook-play';

const NOW = Date.parse('2026-11-23T17:30:00Z');
let mood: CallMood;
let calls: CallPlay;

beforeEach(() => {
  mood = usualCalls();
  calls = new CallPlay(mood, { all: null, byProvider: new Map() });
});

const told = (events: VendorEvent[]) => JSON.stringify(events.map(({ body }) => body));
interface Told {
  id?: string;
  call_id?: string;
  event_type?: string;
  message?: { sent_at: string };
}
const keyOf = ({ id, call_id, event_type, message }: Told) =>
  id ?? [call_id, event_type, message?.sent_at].join();
const idOf = ({ body }: VendorEvent) => keyOf(body);

describe('calls', () => {
  it('are the same events in whatever stretches they are asked for, each once', () => {
    const from = NOW - HOUR_MS / 4;
    const whole = calls.planned(from, NOW);
    const parts: VendorEvent[] = [];
    for (let at = from; at < NOW; at += 5_000) parts.push(...calls.planned(at, at + 5_000));

    expect(parts.map(idOf).toSorted()).toEqual(whole.map(idOf).toSorted());
    expect(new Set(whole.map(idOf)).size).toBe(whole.length);
    expect(whole.length).toBeGreaterThan(100);
  });

  it('leave open at the vendors what is open at the platform, under the names of the convention', () => {
    const body = told(calls.planned(NOW - 3 * HOUR_MS, NOW));
    const rooms = [...roomsOn('daily_co', NOW - 5_000), ...roomsOn('livekit', NOW - 5_000)];
    expect(rooms.length).toBeGreaterThan(10);
    for (const { id, room } of rooms) {
      expect(room).toMatch(/^[a-z]+(-[a-z]+)*--[\da-f-]{36}$/);
      expect(body).toMatch(new RegExp(`(met-sta-|EV_start_)${id}`));
      expect(body).not.toMatch(new RegExp(`(met-end-|EV_finish_)${id}`));
    }
    expect(roomName({ id: 'x', category: 'Academic stress' })).toBe('academic-stress--x');
  });

  it('are calls that Beyond Presence runs by itself, too, those open that it lists', () => {
    const body = told(calls.planned(NOW - HOUR_MS, NOW));
    const open = callsWithin(NOW - 1, NOW);
    expect(open.length).toBeGreaterThan(0);
    for (const { id } of open) {
      expect(body).toContain(`"event_type":"message","call_id":"${id}"`);
      expect(body).not.toContain(`"event_type":"call_ended","call_id":"${id}"`);
    }
    expect(body).toContain('"call_ended"');
  });

  it('let one avatar take over from another, so that enough of them end to say how they feel', () => {
    const quarter = HOUR_MS / 4;
    const quarters = Array.from({ length: 7 * 24 }, (_, back) => NOW - back * HOUR_MS);
    const endings = quarters.map(
      (at) => (told(calls.planned(at - quarter, at)).match(/"EV_avatar[^"]*-left_/g) ?? []).length,
    );
    expect(endings.filter((count) => count < 20).length / quarters.length).toBeLessThan(0.03);
    expect(Math.max(...endings)).toBeLessThan(150);
  });

  it('leave no room without an avatar for longer than a few seconds', () => {
    for (const { startMs, endMs } of openOn('livekit', NOW)) {
      const shifts = shiftsOf({ startMs, endMs });
      expect(shifts.at(-1)!.untilMs).toBe(endMs);
      for (const [index, { fromMs, untilMs }] of shifts.entries()) {
        expect(fromMs - (shifts[index - 1]?.untilMs ?? startMs)).toBeLessThanOrEqual(3_000);
        expect(untilMs - fromMs).toBeGreaterThan(50_000);
      }
    }
  });

  it('let the avatars leave every room of LiveKit once, and come back as others', () => {
    const rooms = openOn('livekit', NOW).length;
    mood.avatarsGone = true;
    const gone = calls.moved(NOW);
    expect(gone).toHaveLength(rooms);
    expect(told(gone)).toContain('SIGNAL_CLOSE');
    expect(calls.moved(NOW + 5_000)).toEqual([]);
    expect(told(calls.planned(NOW, NOW + HOUR_MS))).not.toContain('bey-avatar-agent');
    mood.avatarsGone = false;
    expect(told(calls.moved(NOW + 10_000))).toContain('"PA_a1_');
    expect(told(calls.planned(NOW + 10_000, NOW + HOUR_MS))).not.toContain('"PA_a0_');
  });

  it('break off thirty at once while media fails, then fewer, each for itself', () => {
    mood.mediaFails = true;
    const [first, more] = [calls.moved(NOW), calls.moved(NOW + 5_000)];
    expect([first.length, more.length]).toEqual([30, 2]);
    expect(new Set([...first, ...more].map(idOf)).size).toBe(32);
    mood.mediaFails = false;
    expect(calls.moved(NOW + 10_000)).toEqual([]);
  });
});

describe('webhooks of the demo', () => {
  const secrets = {
    daily: Buffer.alloc(32, 7).toString('base64'),
    livekit: { apiKey: 'key', apiSecret: 'a-secret' },
    beyondPresence: 'a-token-of-the-address',
  };
  let fake: FakeWatchroom;
  let play: WebhookPlay;

  beforeEach(async () => {
    fake = await FakeWatchroom.start();
    play = new WebhookPlay(new WebhookSender(fake.url), secrets, calls);
  });
  afterEach(() => fake.close());

  it('go to the door of their vendor', async () => {
    await play.tick(NOW);
    const paths = fake.seen.map(({ path }) => path);
    expect(new Set(paths)).toEqual(
      new Set([
        '/api/webhooks/daily',
        '/api/webhooks/livekit',
        '/api/webhooks/beyond-presence/a-token-of-the-address',
      ]),
    );
  });

  it('wait for Watchroom to come back, and lose none', async () => {
    await play.tick(NOW - HOUR_MS);
    fake.seen.length = 0;
    fake.refuse = () => (fake.seen.length > 3 ? { status: 503 } : null);
    await expect(play.tick(NOW - HOUR_MS / 2)).rejects.toThrow(WatchroomAway);
    fake.refuse = () => null;
    await play.tick(NOW);

    const due = calls.planned(NOW - HOUR_MS, NOW).map(idOf);
    const sent = fake.seen.map(({ body }) => keyOf(JSON.parse(body.toString()) as Told));
    expect(new Set(sent)).toEqual(new Set(due));
    expect(sent.length).toBeLessThanOrEqual(due.length + 16); // those that were sent together with the refused one
  });
});
