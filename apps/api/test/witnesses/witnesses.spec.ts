import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LeaseLost } from '../../src/platform/lease/leadership';
import { each, HandSetClock, startVendors, type Vendors } from '../external-services/probing-room';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { WitnessPlay } from './witness-play';
import { openWitnessRoom, WITNESS_TABLES, type WitnessRoom } from './witness-room';

let database: TestDatabase;
let vendors: Vendors;
let clock: HandSetClock;
let room: WitnessRoom;
let play: WitnessPlay;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.dataSource.query(`TRUNCATE ${WITNESS_TABLES}`);
  clock = new HandSetClock();
  vendors = await startVendors(clock);
  room = openWitnessRoom(database, vendors, clock, 'first');
  play = new WitnessPlay(room, clock);
  await room.leadership.renew();
});
afterEach(async () => {
  await Promise.allSettled(each(vendors).map((vendor) => vendor.close()));
});

const never = () => new AbortController().signal;

const verdicts = async () =>
  Object.fromEntries(Object.entries(await room.shown()).map(([key, { verdict }]) => [key, verdict]));

describe('three witnesses', () => {
  it('agree that all is fine', async () => {
    await play.report(30, 'good');
    await play.hear();
    expect(await verdicts()).toEqual({
      daily_co: 'agreed_fine',
      livekit: 'agreed_fine',
      beyond_presence: 'agreed_fine',
    });
    const { livekit } = await room.shown();
    expect(livekit).toMatchObject({
      verdict_since: clock.now().toISOString(),
      witnesses: {
        vendor_says: { state: 'fine', as_of: clock.now().toISOString() },
        probe_sees: { state: 'fine', as_of: clock.now().toISOString() },
        sessions_feel: { state: 'fine' },
      },
      effect: null,
    });
  });

  it('find trouble that the vendor does not declare, then agree once it does', async () => {
    await play.hear();
    vendors.livekit.mode.set('down');
    await play.hear(4);
    expect(await verdicts()).toMatchObject({ livekit: 'undeclared_trouble', beyond_presence: 'blocked' });
    vendors.livekit.page.declare('major', 'Elevated API errors');
    await play.hear(2);
    const { livekit } = await room.shown();
    expect(livekit).toMatchObject({
      verdict: 'agreed_down',
      verdict_detail: expect.stringContaining('Partial System Outage: Elevated API errors'),
    });
    const changes = await room.verdicts.changes('livekit', new Date(0), 10);
    expect(changes.map(({ from, to }) => [from, to])).toEqual([
      ['undeclared_trouble', 'agreed_down'],
      ['agreed_fine', 'undeclared_trouble'],
      [null, 'agreed_fine'],
    ]);
  });

  it('hear of trouble that nobody feels here', async () => {
    await play.hear();
    vendors.daily.page.declare('critical', 'Recording is down');
    await play.hear(4);
    expect(await verdicts()).toMatchObject({ daily_co: 'declared_not_felt', livekit: 'agreed_fine' });
  });

  it('feel poor media behind an API that is fine, and only where it is', async () => {
    await play.hear();
    await play.report(30, 'poor');
    await play.hear(3);
    expect(await verdicts()).toMatchObject({ livekit: 'media_trouble', daily_co: 'agreed_fine' });
    clock.advance(15 * 60_000);
    await play.hear(4);
    expect(await verdicts()).toMatchObject({ livekit: 'agreed_fine' });
  });

  it('feel participations that break off, those of avatars as Beyond Presence’s', async () => {
    await play.hear();
    await play.end(10, 'person', null);
    await play.end(20, 'person', 'MEDIA_FAILURE');
    await play.end(25, 'avatar', null);
    await play.hear(3);
    expect(await verdicts()).toMatchObject({ livekit: 'media_trouble', beyond_presence: 'agreed_fine' });
    await play.end(25, 'avatar', 'AGENT_ERROR');
    await play.hear(3);
    expect(await verdicts()).toMatchObject({ beyond_presence: 'media_trouble' });
  });

  it('are not heard when nobody can be reached, and blame nobody', async () => {
    await play.hear();
    await Promise.all(each(vendors).map((vendor) => vendor.close()));
    await play.hear(5);
    expect(await verdicts()).toEqual({ daily_co: 'blind', livekit: 'blind', beyond_presence: 'blind' });
  });

  it('call wrong keys and throttling by their names', async () => {
    await play.hear();
    vendors.livekit.mode.set('bad-credentials');
    vendors.daily.mode.set({ kind: 'throttled', retryAfterSeconds: 600 });
    vendors.beyondPresence.mode.set('quota');
    await play.hear();
    expect(await verdicts()).toEqual({
      daily_co: 'throttled',
      livekit: 'misconfigured',
      beyond_presence: 'throttled',
    });
  });

  it('are heard by one replica at a time', async () => {
    await play.hear();
    await database.dataSource.query('UPDATE leases SET expires_at = clock_timestamp()');
    await openWitnessRoom(database, vendors, clock, 'second').leadership.renew();
    await expect(room.evaluator.conclude()).rejects.toThrow(LeaseLost);
    await expect(room.statusPages.run(never())).rejects.toThrow(LeaseLost);
  });
});
