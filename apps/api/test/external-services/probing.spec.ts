import { describe, expect, it } from '@jest/globals';
import { LeaseLost } from '../../src/platform/lease/leadership';
import { createDataSource } from '../../src/platform/database/data-source';
import { schema } from '../../src/schema';
import { each, openProbingRoom, probingSuite } from './probing-room';

const suite = probingSuite();

const storedProbes = (): Promise<Record<string, unknown>[]> =>
  suite.database.dataSource.query('SELECT * FROM external_service_probes ORDER BY service, at');

describe('a round of probes', () => {
  it('remembers what each configured vendor said, and leaves the other one alone', async () => {
    await suite.rounds(1);

    expect(await suite.room.shown()).toMatchObject({
      daily_co: 'operational',
      livekit: 'operational',
      beyond_presence: 'unknown',
      details: {
        daily_co: { latency_ms: expect.any(Number), checked_at: suite.clock.now().toISOString() },
        beyond_presence: { reason: 'not_configured', checked_at: null },
      },
    });
    expect(suite.vendors.beyondPresence.calls).toEqual([]);
    expect(await storedProbes()).toMatchObject([
      { service: 'daily_co', outcome: 'answered', http_status: null, offline: false },
      { service: 'livekit', outcome: 'answered' },
    ]);
  });

  it('tells an outage from its third probe to its second answer, over restarts', async () => {
    await suite.rounds(1);
    suite.vendors.livekit.mode.set('down');
    await suite.rounds(2);
    expect(await suite.room.shown()).toMatchObject({ livekit: 'degraded', daily_co: 'operational' });
    suite.room = openProbingRoom(suite.database, suite.vendors, suite.clock, 'first');
    await suite.room.leadership.renew();
    await suite.rounds(1);
    const downSince = suite.clock.now().toISOString();
    await suite.rounds(2);
    const restarted = openProbingRoom(suite.database, suite.vendors, suite.clock, 'restarted');
    expect((await restarted.shown()).details.livekit).toMatchObject({
      status: 'down',
      since: downSince,
      detail: expect.stringContaining('5 probes in a row (HTTP 500)'),
    });

    suite.vendors.livekit.mode.set('ok');
    await suite.rounds(1);
    expect(await suite.room.shown()).toMatchObject({ livekit: 'down' });
    await suite.rounds(1);
    expect((await suite.room.shown()).details.livekit).toMatchObject({
      status: 'operational',
      since: suite.clock.now().toISOString(),
    });
  });

  it('shows what was known before a standstill with its age, as unknown', async () => {
    await suite.rounds(1);
    const checkedAt = suite.clock.now().toISOString();
    suite.clock.advance(3_600_000);
    expect((await suite.room.shown()).details.daily_co).toMatchObject({
      status: 'unknown',
      reason: 'probe_overdue',
      checked_at: checkedAt,
    });
  });

  it('does not ask a vendor before the time it told, and asks the others', async () => {
    suite.vendors.daily.mode.set({ kind: 'throttled', retryAfterSeconds: 100 });
    await suite.rounds(3);
    expect([suite.vendors.daily.calls.length, suite.vendors.livekit.calls.length]).toEqual([1, 3]);
    expect(await suite.room.shown()).toMatchObject({ daily_co: 'degraded', livekit: 'operational' });

    suite.vendors.daily.mode.set('ok');
    await suite.rounds(2);
    expect(suite.vendors.daily.calls).toHaveLength(2);
    expect(await suite.room.shown()).toMatchObject({ daily_co: 'operational' });
  });

  it('blames nobody when nobody can be reached', async () => {
    await suite.rounds(1);
    await Promise.all(each(suite.vendors).map((vendor) => vendor.close()));
    await suite.rounds(4);

    expect((await suite.room.shown()).details).toMatchObject({
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
    await suite.rounds(1);
    await suite.database.dataSource.query('UPDATE leases SET expires_at = clock_timestamp()');
    await openProbingRoom(suite.database, suite.vendors, suite.clock, 'second').leadership.renew();

    await expect(suite.rounds(1)).rejects.toThrow(LeaseLost);
    expect(await storedProbes()).toHaveLength(2);
  });

  it('writes down what each probe made of its service, and how long that may be believed', async () => {
    suite.vendors.livekit.mode.set('down');
    suite.vendors.daily.mode.set({ kind: 'throttled', retryAfterSeconds: 100 });
    await suite.rounds(1);
    const after = (seconds: number) => new Date(suite.clock.now().getTime() + seconds * 1000);
    expect(await storedProbes()).toMatchObject([
      { service: 'daily_co', status: 'degraded', speaks_until: after(160) },
      { service: 'livekit', status: 'unknown', speaks_until: after(60) },
    ]);
  });
});

describe('the timer of the probes', () => {
  it('asks at once when this replica leads, and then once an interval', async () => {
    await suite.room.timer.wake();
    expect(suite.vendors.daily.calls).toHaveLength(1);
    await suite.room.timer.wake();
    suite.clock.advance(20_000);
    await suite.room.timer.wake();
    expect(suite.vendors.daily.calls).toHaveLength(1);
    suite.clock.advance(12_000);
    await suite.room.timer.wake();
    expect(suite.vendors.daily.calls).toHaveLength(2);
  });

  it('asks nobody while another replica leads', async () => {
    const follower = openProbingRoom(suite.database, suite.vendors, suite.clock, 'follower');
    await follower.leadership.renew();
    await follower.timer.wake();
    expect(suite.vendors.daily.calls).toEqual([]);
  });

  it('starts no second round while one is running', async () => {
    suite.vendors.daily.mode.set({ kind: 'slow', delayMs: 200 });
    const first = suite.room.timer.wake();
    suite.clock.advance(60_000);
    await suite.room.timer.wake();
    expect(suite.vendors.daily.calls.length).toBeLessThanOrEqual(1);
    await first;
    expect(suite.vendors.daily.calls).toHaveLength(1);
  });

  it('survives a database that is away, and goes on afterwards', async () => {
    await suite.database.dataSource.query('ALTER TABLE external_service_probes RENAME TO gone');
    await suite.room.timer.wake();
    await suite.database.dataSource.query('ALTER TABLE gone RENAME TO external_service_probes');
    expect(await suite.room.states.all()).toEqual([]);

    suite.clock.advance(32_000);
    await suite.room.timer.wake();
    expect(await suite.room.states.all()).toHaveLength(2);
    expect(await storedProbes()).toHaveLength(4); // the round that had to wait as well
  });

  it('goes on while no connection is to be had, and stores it all afterwards', async () => {
    const dataSource = createDataSource(
      { url: suite.database.url, poolSize: 1, applicationName: 'few' },
      schema,
    );
    await dataSource.initialize();
    suite.room = openProbingRoom({ ...suite.database, dataSource }, suite.vendors, suite.clock, 'first');
    await suite.room.leadership.renew();
    await suite.room.timer.wake();

    const holder = dataSource.createQueryRunner();
    await holder.connect();
    suite.vendors.livekit.mode.set('down');
    for (let i = 0; i < 3; i++) {
      suite.clock.advance(32_000);
      await suite.room.leadership.renew();
      await suite.room.timer.wake();
    }
    expect(suite.room.leadership.isLeader).toBe(false);
    expect(suite.room.own()).toMatchObject({ livekit: 'down', daily_co: 'operational' });
    expect(await storedProbes()).toHaveLength(2);

    await holder.release();
    await suite.room.leadership.renew();
    suite.clock.advance(32_000);
    await suite.room.timer.wake();
    expect(await storedProbes()).toHaveLength(10);
    expect(await suite.room.shown()).toMatchObject({ livekit: 'down', daily_co: 'operational' });
    await dataSource.destroy();
  });

  it('leaves what another replica found meanwhile as it is, and stops when it hears of it', async () => {
    await suite.room.timer.wake();
    const cutOff = openProbingRoom(suite.database, suite.vendors, suite.clock, 'second');
    await suite.database.dataSource.query('UPDATE leases SET expires_at = clock_timestamp()');
    suite.clock.advance(32_000);
    await suite.room.timer.wake(); // its lease is over, which it cannot store
    suite.clock.advance(32_000);
    await cutOff.leadership.renew();
    await cutOff.timer.wake();
    const before = await storedProbes();

    suite.clock.advance(32_000);
    await suite.room.leadership.renew();
    await suite.room.timer.wake();
    await suite.database.dataSource.query('UPDATE leases SET expires_at = clock_timestamp()');
    await suite.room.leadership.renew();
    await suite.room.timer.wake();
    expect(await storedProbes()).toHaveLength(before.length + 2); // its newest round only
  });

  it('lets go of vendors that hang when shutting down', async () => {
    for (const vendor of each(suite.vendors)) vendor.mode.set('hang');
    const running = suite.room.timer.wake();
    const from = performance.now();
    await suite.room.timer.beforeApplicationShutdown();
    await running;
    expect(performance.now() - from).toBeLessThan(250);
    expect(await suite.room.states.all()).toEqual([]);
  });
});
