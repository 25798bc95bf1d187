import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { SignedWebhook } from '../../simulators/vendors/webhook-signers';
import { Readiness } from '../../src/platform/readiness';
import { ServiceEventRepository } from '../../src/storage/service-events/service-event.repository';
import { bey, daily, livekit, WebhookRoom } from './webhook-room';

let room: WebhookRoom;
let replica: WebhookRoom;
beforeAll(async () => {
  room = await WebhookRoom.open();
  replica = await WebhookRoom.open({}, { database: room.api.database });
  for (const { api } of [room, replica]) api.app.useLogger(false);
});
afterAll(async () => {
  await replica.close();
  await room.close();
});
beforeEach(() => room.empty());
afterEach(() => void jest.restoreAllMocks());

const SESSION = '6f1c2a52-30a4-4c37-9f6b-4f3d6f0b8f10';
const now = Math.floor(Date.now() / 1000) - 60;

/** One meeting of each vendor, from its beginning to its end, as it would be told. */
function meetings(): SignedWebhook[] {
  const stay = { room: `anxiety--${SESSION}`, session_id: 's1', user_name: 'Jane', joined_at: now + 1.5 };
  const meeting = { room: stay.room, meeting_id: 'm1', start_ts: now };
  const of = (type: string, payload: object) =>
    daily({ type, id: `${type}-m1`, payload, event_ts: now + 40 });
  const livekitRoom = { sid: 'RM_1', name: 'r' };
  const tell = (event: string, at: number, more: object = {}) =>
    livekit({ event, id: `EV_${event}`, createdAt: String(now + at), room: livekitRoom, ...more });
  const participant = { participant: { sid: 'PA_1', identity: 'jane' } };
  const message = (second: string) => ({
    event_type: 'message',
    call_id: 'c1',
    message: { message: 'words', sent_at: new Date((now + Number(second)) * 1000).toISOString() },
  });
  return [
    of('meeting.started', meeting),
    of('participant.joined', stay),
    of('participant.left', { ...stay, duration: 20 }),
    of('recording.error', { room_name: stay.room, error_msg: 'Jane' }),
    of('meeting.ended', { ...meeting, end_ts: now + 30 }),
    tell('room_started', 0),
    tell('participant_joined', 1, participant),
    tell('participant_left', 9, {
      participant: { ...participant.participant, disconnectReason: 'MEDIA_FAILURE' },
    }),
    tell('room_finished', 30),
    bey(message('1')),
    bey(message('2')),
    bey({ event_type: 'call_ended', call_id: 'c1' }),
  ];
}

/** All but what differs from run to run: when it came, and when it ended where nobody said. */
const kept = () =>
  room.query(
    `SELECT service, id, kind, place, meeting, room, session_id, category, participant, role, quality, bad_end,
       CASE WHEN kind = 'ended' AND service = 'beyond_presence' THEN NULL ELSE at END AS at
     FROM service_events ORDER BY service, id`,
  );

it('leaves the same rows in any order, with any repeats, at any replica', async () => {
  const told = meetings();
  for (const webhook of told) expect(await room.statusOf(webhook)).toBe(200);
  const rows = await kept();
  expect(rows).toHaveLength(12);
  const order = fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 });
  await fc.assert(
    fc.asyncProperty(order, fc.array(fc.boolean(), { minLength: 1 }), async (deliveries, here) => {
      await room.empty();
      const statuses = await Promise.all(
        deliveries.map((webhook, i) => (here[i % here.length] ? room : replica).statusOf(webhook)),
      );
      expect(new Set(statuses)).toEqual(new Set([200]));
      expect(await kept()).toEqual(rows);
    }),
    { numRuns: 12 },
  );
});

/** Resolves once so many events could not be stored. */
const failedStores = (room: WebhookRoom, count: number) =>
  new Promise<void>((resolve) => {
    const events = room.api.app.get(ServiceEventRepository, { strict: false });
    const store = events.store.bind(events);
    let failed = 0;
    jest.spyOn(events, 'store').mockImplementation((...delivery) =>
      store(...delivery).catch((error: unknown) => {
        if (++failed === count) resolve();
        throw error;
      }),
    );
  });

/** Resolves once a count could not be written. */
const failedQueries = (room: WebhookRoom) =>
  new Promise<void>((resolve) => {
    const dataSource = room.api.app.get(DataSource);
    const query = dataSource.query.bind(dataSource);
    jest.spyOn(dataSource, 'query').mockImplementation((...asked: Parameters<typeof query>) =>
      query(...asked).catch((error: unknown) => {
        if (asked[0].includes('webhook_deliveries')) resolve();
        throw error;
      }),
    );
  });

describe('while the database is away', () => {
  const name = () => new URL(room.api.database.url).pathname.slice(1);
  const server = async (work: (client: pg.Client) => Promise<unknown>) => {
    const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  };
  const sendAway = () =>
    server(async (client) => {
      await client.query(`ALTER DATABASE ${name()} ALLOW_CONNECTIONS false`);
      await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
        name(),
      ]);
    });
  const callBack = () => server((client) => client.query(`ALTER DATABASE ${name()} ALLOW_CONNECTIONS true`));
  const post = ({ path, headers, body }: SignedWebhook) =>
    fetch(`${room.api.url}/api/webhooks${path}`, { method: 'POST', headers, body: new Uint8Array(body) });

  it('waits for it: a vendor that never repeats loses nothing by a restart', async () => {
    await sendAway();
    const inVain = failedStores(room, meetings().length);
    const sent = Promise.all(meetings().map((webhook) => room.statusOf(webhook)));
    await inVain;
    await callBack();
    expect(new Set(await sent)).toEqual(new Set([200]));
    expect(await kept()).toHaveLength(12);
  });

  it('keeps count of whom it turned away, and writes it down at the latest when it is stopped', async () => {
    const leaving = await WebhookRoom.open({}, { database: room.api.database });
    leaving.api.app.useLogger(false);
    await sendAway();
    const inVain = failedQueries(leaving);
    const forged = { ...meetings()[0]!, body: Buffer.from('{}') };
    expect(await Promise.all([forged, forged, forged].map((one) => leaving.statusOf(one)))).toEqual([
      401, 401, 401,
    ]);
    await inVain;
    await callBack();
    await leaving.close();
    expect(await room.counts('daily_co')).toEqual({ accepted: 0, refused: 3 });
  });

  it('gives up after 2 s, acknowledges nothing, and takes the repeat', async () => {
    await sendAway();
    const beganAt = performance.now();
    const answer = await post(meetings()[0]!);
    const tookMs = performance.now() - beganAt;
    const forged = await room.statusOf({ ...meetings()[0]!, body: Buffer.from('{}') });
    await callBack();
    expect([answer.status, answer.headers.get('retry-after'), forged]).toEqual([503, '2', 401]);
    expect(tookMs).toBeGreaterThan(1_700);
    expect(tookMs).toBeLessThan(4_300);
    expect(await room.statusOf(meetings()[0]!)).toBe(200);
    expect(await kept()).toHaveLength(1);
  });
});

it('waits, while Watchroom starts, for tables that are still to be made', async () => {
  const readiness = room.api.app.get(Readiness);
  readiness.phase = 'starting';
  await room.query('ALTER TABLE webhook_deliveries RENAME TO still_to_be_made');
  const inVain = failedStores(room, 1);
  const sent = [room.statusOf(meetings()[0]!)];
  await inVain;
  await room.query('ALTER TABLE still_to_be_made RENAME TO webhook_deliveries');
  expect(await Promise.all(sent)).toEqual([200]);
  readiness.phase = 'ready';
});
