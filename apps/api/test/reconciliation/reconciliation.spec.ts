import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServiceEvent } from '../../src/core/webhooks/service-event';
import { meetingSessionId } from '../../src/features/reconciliation/meeting-session-id';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { anEvent, at } from './folding-room';
import {
  openReconcilingRoom,
  type ReconcilingRoom,
  startWorld,
  type Vendors,
  VendorsWorld,
} from './reconciling-room';

let database: TestDatabase;
let vendors: Vendors;
let world: VendorsWorld;
let room: ReconcilingRoom;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  for (const tables of [
    'sessions, session_hours, session_hour_changes, counselor_categories, service_events, service_event_marks',
    'heard_sessions, told_sessions, active_count_polls, vendor_webhook_states, vendor_doors',
  ])
    await database.dataSource.query(`TRUNCATE ${tables}`);
  world = new VendorsWorld();
  vendors = await startWorld(world);
  room = openReconcilingRoom(database, vendors);
});
afterEach(() => vendors.close());

const MEETING = 'RM_one';
const person = (kind: ServiceEvent['kind'], seconds: number, more: Partial<ServiceEvent> = {}) =>
  anEvent(kind, seconds, { meeting: MEETING, participant: 'PA_person', role: 'person', ...more });
const hear = async (...events: ServiceEvent[]) => {
  await room.hear(...events);
  await room.fold();
};
const session = async (
  id = meetingSessionId('livekit', MEETING),
): Promise<Record<string, unknown> | undefined> =>
  (
    await database.dataSource.query<Record<string, unknown>[]>(
      'SELECT * FROM sessions WHERE session_id = $1',
      [id],
    )
  )[0];
const askedOf = ({ calls }: Vendors['daily'], path: string) =>
  calls.filter((call) => call.path.startsWith(path)).length;

describe('active sessions beside the vendor’s', () => {
  it('are counted by service, an avatar in a room as one of the service of the avatars', async () => {
    world.goOn('livekit', 'one', 'two');
    world.goOn('beyond_presence', 'avatar');
    await hear(person('joined', 0), person('joined', 1, { participant: 'PA_avatar', role: 'avatar' }));
    await room.rounds(30);
    expect((await room.page('livekit')).activeCount).toEqual({
      ours: 1,
      theirs: 2,
      at_least: false,
      asked_at: at(30).toISOString(),
      drifting_since: null,
    });
    expect((await room.page('beyond_presence')).activeCount).toMatchObject({ ours: 1, theirs: 1 });
    expect((await room.page('daily_co')).activeCount).toMatchObject({ ours: 0, theirs: 0 });
  });

  it('drift when they differ in three polls, and no more when they agree', async () => {
    world.goOn('daily_co', 'one', 'two');
    await room.rounds(0, 30);
    expect((await room.page('daily_co')).activeCount).toMatchObject({ theirs: 2, drifting_since: null });
    await room.rounds(60);
    expect((await room.page('daily_co')).activeCount?.drifting_since).toEqual(at(0).toISOString());
    world.goOn('daily_co');
    await room.rounds(90);
    expect((await room.page('daily_co')).activeCount).toMatchObject({ theirs: 0, drifting_since: null });
  });

  it('are not known of a vendor that cannot be asked or is not configured', async () => {
    vendors.daily.mode.set('down');
    await room.rounds(0);
    expect((await room.page('daily_co')).activeCount).toMatchObject({ ours: 0, theirs: null });
    const other = openReconcilingRoom(database, vendors, {
      beyondPresence: { apiUrl: vendors.beyondPresence.url, apiKey: null } as never,
    });
    await database.dataSource.query('TRUNCATE active_count_polls');
    await other.rounds(30);
    expect((await other.page('beyond_presence')).activeCount).toBeNull();
  });

  it('are asked for no more often than each vendor bears', async () => {
    await room.rounds(...Array.from({ length: 40 }, (_, i) => i * 3)); // two minutes, looked at every 3 seconds
    expect([
      askedOf(vendors.daily, '/v1/presence'),
      vendors.livekit.calls.length,
      askedOf(vendors.beyondPresence, '/v1/calls'),
    ]).toEqual([4, 4, 2]);
  });

  it('are not asked for while the vendor wants to be left alone, by anybody', async () => {
    vendors.daily.mode.set({ kind: 'throttled', retryAfterSeconds: 100 });
    await room.rounds(0);
    const asked = vendors.daily.calls.length;
    const ask = (seconds: number) =>
      room.doors.take('daily_co', 'api', { most: 1, windowMs: 1 }, at(seconds));
    expect(await ask(99)).toEqual({ kind: 'paused', until: at(100) });
    vendors.daily.mode.set('ok');
    await room.rounds(33, 66, 99);
    expect(vendors.daily.calls).toHaveLength(asked);
    await room.rounds(100);
    expect((await room.page('daily_co')).activeCount).toMatchObject({ theirs: 0 });
    await room.doors.pause('livekit', 'api', at(1_000));
    const before = vendors.livekit.calls.length;
    await room.rounds(200);
    expect(vendors.livekit.calls).toHaveLength(before);
    expect((await room.page('livekit')).activeCount).toMatchObject({
      theirs: null,
      asked_at: at(200).toISOString(),
    });
  });
});

describe('a session that is open here and gone there', () => {
  it('is closed after three polls, when it was last alive, and may turn up again', async () => {
    await hear(anEvent('opened', 0, { meeting: MEETING }), person('joined', 5));
    await room.rounds(30, 60);
    expect(await session()).toMatchObject({ end_time: null });
    await room.rounds(90);
    expect(await session()).toMatchObject({ end_time: at(5), last_seen_at: at(5) });
    expect((await room.page('livekit')).stuckSessionsClosed).toBe(1);
    expect(await database.dataSource.query('SELECT closed_at, closed_reason FROM heard_sessions')).toEqual([
      { closed_at: at(90), closed_reason: 'gone_at_vendor' },
    ]);

    world.goOn('livekit', 'one');
    await room.rounds(120);
    expect(await session()).toMatchObject({ end_time: null, last_seen_at: at(120) });
    expect((await room.page('livekit')).stuckSessionsClosed).toBe(0);
  });

  it('is not closed by a vendor that could not be asked', async () => {
    await hear(person('joined', 5));
    await room.rounds(30, 60);
    for (const [i, mode] of (
      ['down', 'garbage', 'bad-credentials', 'refuse', 'hang', 'quota'] as const
    ).entries()) {
      vendors.livekit.mode.set(mode);
      await room.rounds(90 + i * 30);
      expect(await session()).toMatchObject({ end_time: null });
    }
  });

  it('is not closed while anybody hears of it, the platform included', async () => {
    const sessionId = randomUUID();
    const mark = { sessionId, category: null };
    await hear(person('joined', 5, { mark }));
    const report = { sessionId, category: 'Grief', provider: null, endTime: null, quality: null };
    for (const seconds of [30, 60, 90, 120, 150]) {
      await room.rounds(seconds);
      await room.sessions.merge([{ ...report, startTime: at(0), lastSeenAt: at(seconds + 1) }]);
    }
    expect(await session(sessionId)).toMatchObject({ end_time: null, last_seen_at: at(151) });
    await room.rounds(180, 210, 240);
    expect(await session(sessionId)).toMatchObject({ end_time: at(151) });
  });

  it('stays closed when only the past is heard of, and ends as the vendor says when that is heard', async () => {
    await hear(person('joined', 5));
    await room.rounds(30, 60, 90);
    await hear(anEvent('opened', 0, { meeting: MEETING }));
    expect(await session()).toMatchObject({ start_time: at(0), end_time: at(5) });
    await hear(anEvent('ended', 40, { meeting: MEETING }));
    expect(await session()).toMatchObject({ end_time: at(40) });
    expect((await room.page('livekit')).stuckSessionsClosed).toBe(0);
  });
});

it('keeps a session alive that the vendor still has, though no webhook tells of it', async () => {
  world.goOn('livekit', 'one');
  await hear(person('joined', 0));
  await room.rounds(1_000, 1_500, 2_500, 3_500);
  expect(await session()).toMatchObject({ end_time: null, last_seen_at: at(3_500) });
  expect((await room.page('livekit')).activeCount).toMatchObject({ ours: 1, theirs: 1 });
});

it('hears of Daily.co that it stopped sending webhooks, and keeps that with its age', async () => {
  const ours = { url: 'https://w.example/api/webhooks/daily', failedCount: 3 };
  world.webhooks = [{ ...ours, state: 'FAILED' }];
  await room.rounds(0);
  const failed = { active: false, failed_count: 3, checked_at: at(0).toISOString() };
  expect((await room.page('daily_co')).vendorWebhooks).toEqual(failed);
  expect((await room.page('livekit')).vendorWebhooks).toBeNull();
  vendors.daily.mode.set('down');
  await room.rounds(120);
  expect((await room.page('daily_co')).vendorWebhooks).toEqual(failed);
  vendors.daily.mode.set('ok');
  world.webhooks = [{ ...ours, state: 'ACTIVE', failedCount: 0 }];
  await room.rounds(150, 240);
  expect((await room.page('daily_co')).vendorWebhooks).toMatchObject({
    active: true,
    checked_at: at(240).toISOString(),
  });
  expect(askedOf(vendors.daily, '/v1/webhooks')).toBe(3);
});

it('asks nobody while another replica leads', async () => {
  room.leadership.isLeader = false;
  await room.timer.wake();
  expect([...vendors.daily.calls, ...vendors.livekit.calls]).toEqual([]);
  room.leadership.isLeader = true;
  await room.timer.wake();
  expect(await room.ledger.newestCounts()).toHaveLength(3);
});

it('lets go of vendors that hang when shutting down, and remembers nothing of them', async () => {
  for (const vendor of [vendors.daily, vendors.livekit, vendors.beyondPresence]) vendor.mode.set('hang');
  const running = room.timer.wake();
  await room.timer.beforeApplicationShutdown();
  await running;
  expect(await room.ledger.newestCounts()).toEqual([]);
});
