import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServiceEvent } from '../../src/core/webhooks/service-event';
import { AppConfig } from '../../src/platform/config/config';
import { ReconciliationSqlRepository } from '../../src/storage/reconciliation/reconciliation.sql.repository';
import { SessionSqlRepository } from '../../src/storage/sessions/session.sql.repository';
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
let room: ReconcilingRoom;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.dataSource.query(
    'TRUNCATE sessions, session_hours, session_hour_changes, counselor_categories, service_events, service_event_marks, heard_sessions, told_sessions',
  );
  vendors = await startWorld(new VendorsWorld());
  room = openReconcilingRoom(database, vendors);
});
afterEach(() => vendors.close());

const person = (kind: ServiceEvent['kind'], seconds: number, more: Partial<ServiceEvent> = {}) =>
  anEvent(kind, seconds, { participant: 'PA_person', role: 'person', ...more });
const hear = async (...events: ServiceEvent[]) => {
  await room.hear(...events);
  await room.fold();
};

it('is counted among active sessions as it is compared with its vendor, and not known before the first was seen', async () => {
  const active = async (seconds: number) => {
    room.clock.set(seconds);
    const sessions = new SessionSqlRepository(database.dataSource);
    const {
      active: all,
      activeByProvider,
      activeWithAvatar,
    } = await sessions.activity(at(seconds), 1_800_000);
    const { dataSource } = database;
    const ours = await new ReconciliationSqlRepository(dataSource, {
      activeWindowMs: 1_800_000,
    } as AppConfig).ours(at(seconds), dataSource.manager);
    const { livekit, beyond_presence: avatars } = activeByProvider;
    expect(avatars + (activeWithAvatar ?? 0)).toBe(ours.get('beyond_presence') ?? 0);
    return { all, livekit, avatars, activeWithAvatar };
  };
  await hear(person('joined', 0));
  expect(await active(60)).toEqual({ all: 1, livekit: 1, avatars: 0, activeWithAvatar: null });
  await hear(person('joined', 70, { participant: 'PA_avatar', role: 'avatar' }));
  expect(await active(80)).toEqual({ all: 1, livekit: 1, avatars: 0, activeWithAvatar: 1 });
  await hear(person('left', 90, { participant: 'PA_avatar', role: 'avatar' }));
  expect(await active(100)).toEqual({ all: 1, livekit: 1, avatars: 0, activeWithAvatar: 0 });
  await hear(person('joined', 110, { participant: 'PA_another', role: 'avatar' }));
  expect(await active(120)).toEqual({ all: 1, livekit: 1, avatars: 0, activeWithAvatar: 1 });
  // a session that the platform says is the avatar's own is not counted a second time
  await database.dataSource.query(`UPDATE sessions SET provider = 'beyond_presence'`);
  expect(await active(130)).toEqual({ all: 1, livekit: 0, avatars: 1, activeWithAvatar: 0 });
});

describe('a missing avatar', () => {
  const avatar = (kind: ServiceEvent['kind'], seconds: number) =>
    person(kind, seconds, { participant: 'PA_avatar', role: 'avatar' });
  const missing = async (seconds: number) => {
    room.clock.set(seconds);
    return (await room.page('beyond_presence')).avatarsMissing;
  };

  it('is told after thirty seconds, since when the person has been without it', async () => {
    await hear(person('joined', 0), avatar('joined', 2));
    expect(await missing(100)).toEqual({ rooms: 0, since: null });
    await hear(avatar('left', 110));
    expect(await missing(139)).toEqual({ rooms: 0, since: null });
    expect(await missing(140)).toEqual({ rooms: 1, since: at(110).toISOString() });
    expect((await room.page('livekit')).avatarsMissing).toBeNull();
    await hear(person('left', 150));
    expect(await missing(160)).toEqual({ rooms: 0, since: null });
  });

  it('is missed in no session that is over, also when only the platform says so', async () => {
    await hear(person('joined', 0), avatar('joined', 2), avatar('left', 10));
    expect(await missing(60)).toEqual({ rooms: 1, since: at(10).toISOString() });
    await database.dataSource.query(`UPDATE sessions SET end_time = start_time + interval '30 seconds'`);
    expect(await missing(60)).toEqual({ rooms: 0, since: null });
  });

  it('is not missed by an agent where avatars are not in use, though one has been elsewhere', async () => {
    room = openReconcilingRoom(database, vendors, { externalServicesInUse: ['livekit'] });
    const other = { room: 'other', meeting: 'm2' };
    await hear(person('joined', 0), avatar('joined', 2));
    await hear(
      person('joined', 0, other),
      person('joined', 1, { ...other, participant: 'x', role: 'machine' }),
    );
    expect(await missing(60)).toEqual({ rooms: 0, since: null });
  });

  it('is missed where an agent waits, if avatars are in use here', async () => {
    await hear(person('joined', 0), person('joined', 1, { participant: 'PA_agent', role: 'machine' }));
    expect(await missing(60)).toEqual({ rooms: 1, since: at(0).toISOString() });
    room = openReconcilingRoom(database, vendors, { externalServicesInUse: ['livekit'] });
    expect(await missing(60)).toBeNull();
  });
});
