import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LeaseLost } from '../../src/platform/lease/leadership';
import { createDataSource } from '../../src/platform/database/data-source';
import { schema } from '../../src/schema';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { each, HandSetClock, openProbingRoom, startVendors, type Vendors } from './probing-room';

let database: TestDatabase;
let vendors: Vendors;
let clock: HandSetClock;
let room: ReturnType<typeof openProbingRoom>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.dataSource.query(
    'TRUNCATE leases, external_service_states, external_service_probes, vendor_doors',
  );
  clock = new HandSetClock();
  vendors = await startVendors(clock);
  room = openProbingRoom(database, vendors, clock, 'first');
  await room.leadership.renew();
});
afterEach(async () => {
  await Promise.allSettled(each(vendors).map((vendor) => vendor.close()));
});

async function rounds(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    clock.advance(30_000);
    await room.round.run(new AbortController().signal);
  }
}

const storedProbes = (): Promise<Record<string, unknown>[]> =>
  database.dataSource.query('SELECT * FROM external_service_probes ORDER BY service, at');

describe('a round of probes', () => {
  it('remembers what each configured vendor said, and leaves the other one alone', async () => {
    await rounds(1);

    expect(await room.shown()).toMatchObject({
      daily_co: 'operational',
      livekit: 'operational',
      beyond_presence: 'unknown',
      details: {
        daily_co: { latency_ms: expect.any(Number), checked_at: clock.now().toISOString() },
        beyond_presence: { reason: 'not_configured', checked_at: null },
      },
    });
    expect(vendors.beyondPresence.calls).toEqual([]);
    expect(await storedProbes()).toMatchObject([
      { service: 'daily_co', outcome: 'answered', http_status: null, offline: false },
      { service: 'livekit', outcome: 'answered' },
    ]);
  });

  it('tells an outage from its third probe to its second answer, over restarts', async () => {
    await rounds(1);
    vendors.livekit.mode.set('down');
    await rounds(2);
    expect(await room.shown()).toMatchObject({ livekit: 'degraded', daily_co: 'operational' });
    room = openProbingRoom(database, vendors, clock, 'first');
    await room.leadership.renew();
    await rounds(1);
    const downSince = clock.now().toISOString();
    await rounds(2);
    const restarted = openProbingRoom(database, vendors, clock, 'restarted');
    expect((await restarted.shown()).details.livekit).toMatchObject({
      status: 'down',
      since: downSince,
      detail: expect.stringContaining('5 probes in a row (HTTP 500)'),
    });

    vendors.livekit.mode.set('ok');
    await rounds(1);
    expect(await room.shown()).toMatchObject({ livekit: 'down' });
    await rounds(1);
    expect((await room.shown()).details.livekit).toMatchObject({
      status: 'operational',
      since: clock.now().toISOString(),
    });
  });

  it('shows what was known before a standstill with its age, as unknown', async () => {
    await rounds(1);
    const checkedAt = clock.now().toISOString();
    clock.advance(3_600_000);
    expect((await room.shown()).details.daily_co).toMatchObject({
      status: 'unknown',
      reason: 'probe_overdue',
      checked_at: checkedAt,
    });
  });

  it('does not ask a vendor before the time it told, and asks the others', async () => {
    vendors.daily.mode.set({ kind: 'throttled', retryAfterSeconds: 100 });
    await rounds(3);
    expect([vendors.daily.calls.length, vendors.livekit.calls.length]).toEqual([1, 3]);
    expect(await room.shown()).toMatchObject({ daily_co: 'degraded', livekit: 'operational' });

    vendors.daily.mode.set('ok');
    await rounds(2);
    expect(vendors.daily.calls).toHaveLength(2);
    expect(await room.shown()).toMatchObject({ daily_co: 'operational' });
  });

  it('blames nobody when nobody can be reached', async () => {
    await rounds(1);
    await Promise.all(each(vendors).map((vendor) => vendor.close()));
    await rounds(4);

    expect((await room.shown()).details).toMatchObject({
      daily_co: { status: 'unknown', reason: 'we_are_offline' },
      livekit: { status: 'unknown', reason: 'we_are_offline' },
    });
    expect((await storedProbes()).at(-1)).toMatchObject({
      outcome: 'failed',
      failure: 'refused',
      offline: true,
    });
  });

  it('writes nothing once another replica has taken over', async () => {
    await rounds(1);
    await database.dataSource.query('UPDATE leases SET expires_at = clock_timestamp()');
    await openProbingRoom(database, vendors, clock, 'second').leadership.renew();

    await expect(rounds(1)).rejects.toThrow(LeaseLost);
    expect(await storedProbes()).toHaveLength(2);
  });

  it('writes down what each probe made of its service, and how long that may be believed', async () => {
    vendors.livekit.mode.set('down');
    vendors.daily.mode.set({ kind: 'throttled', retryAfterSeconds: 100 });
    await rounds(1);
    const after = (seconds: number) => new Date(clock.now().getTime() + seconds * 1000);
    expect(await storedProbes()).toMatchObject([
      { service: 'daily_co', status: 'degraded', speaks_until: after(160) },
      { service: 'livekit', status: 'unknown', speaks_until: after(60) },
    ]);
  });
});

describe('the timer of the probes', () => {
  it('asks at once when this replica leads, and then once an interval', async () => {
    await room.timer.wake();
    expect(vendors.daily.calls).toHaveLength(1);
    await room.timer.wake();
    clock.advance(20_000);
    await room.timer.wake();
    expect(vendors.daily.calls).toHaveLength(1);
    clock.advance(12_000);
    await room.timer.wake();
    expect(vendors.daily.calls).toHaveLength(2);
  });

  it('asks nobody while another replica leads', async () => {
    const follower = openProbingRoom(database, vendors, clock, 'follower');
    await follower.leadership.renew();
    await follower.timer.wake();
    expect(vendors.daily.calls).toEqual([]);
  });

  it('starts no second round while one is running', async () => {
    vendors.daily.mode.set({ kind: 'slow', delayMs: 200 });
    const first = room.timer.wake();
    clock.advance(60_000);
    await room.timer.wake();
    expect(vendors.daily.calls.length).toBeLessThanOrEqual(1);
    await first;
    expect(vendors.daily.calls).toHaveLength(1);
  });

  it('survives a database that is away, and goes on afterwards', async () => {
    await database.dataSource.query('ALTER TABLE external_service_probes RENAME TO gone');
    await room.timer.wake();
    await database.dataSource.query('ALTER TABLE gone RENAME TO external_service_probes');
    expect(await room.states.all()).toEqual([]);

    clock.advance(32_000);
    await room.timer.wake();
    expect(await room.states.all()).toHaveLength(2);
    expect(await storedProbes()).toHaveLength(4); // the round that had to wait as well
  });

  it('goes on while no connection is to be had, and stores it all afterwards', async () => {
    const dataSource = createDataSource({ url: database.url, poolSize: 1, applicationName: 'few' }, schema);
    await dataSource.initialize();
    room = openProbingRoom({ ...database, dataSource }, vendors, clock, 'first');
    await room.leadership.renew();
    await room.timer.wake();

    const holder = dataSource.createQueryRunner();
    await holder.connect();
    vendors.livekit.mode.set('down');
    for (let i = 0; i < 3; i++) {
      clock.advance(32_000);
      await room.leadership.renew();
      await room.timer.wake();
    }
    expect(room.leadership.isLeader).toBe(false);
    expect(room.own()).toMatchObject({ livekit: 'down', daily_co: 'operational' });
    expect(await storedProbes()).toHaveLength(2);

    await holder.release();
    await room.leadership.renew();
    clock.advance(32_000);
    await room.timer.wake();
    expect(await storedProbes()).toHaveLength(10);
    expect(await room.shown()).toMatchObject({ livekit: 'down', daily_co: 'operational' });
    await dataSource.destroy();
  });

  it('leaves what another replica found meanwhile as it is, and stops when it hears of it', async () => {
    await room.timer.wake();
    const cutOff = openProbingRoom(database, vendors, clock, 'second');
    await database.dataSource.query('UPDATE leases SET expires_at = clock_timestamp()');
    clock.advance(32_000);
    await room.timer.wake(); // its lease is over, which it cannot store
    clock.advance(32_000);
    await cutOff.leadership.renew();
    await cutOff.timer.wake();
    const before = await storedProbes();

    clock.advance(32_000);
    await room.leadership.renew();
    await room.timer.wake();
    await database.dataSource.query('UPDATE leases SET expires_at = clock_timestamp()');
    await room.leadership.renew();
    await room.timer.wake();
    expect(await storedProbes()).toHaveLength(before.length + 2); // its newest round only
  });

  it('lets go of vendors that hang when shutting down', async () => {
    for (const vendor of each(vendors)) vendor.mode.set('hang');
    const running = room.timer.wake();
    const from = performance.now();
    await room.timer.beforeApplicationShutdown();
    await running;
    expect(performance.now() - from).toBeLessThan(250);
    expect(await room.states.all()).toEqual([]);
  });
});
