import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
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

describe('the effect of an incident', () => {
  it('is told by who was poor in the hour before it and since, also when the minutes are forgotten', async () => {
    await play.report(57, 'good');
    await play.report(3, 'poor');
    await play.hear(2);
    const since = clock.now();
    clock.advance(60_000);
    await tell({ started_at: since.toISOString() });
    await play.report(40, 'poor');
    await play.report(40, 'good');
    clock.advance(20_000);
    await room.evaluator.conclude();
    const effect = {
      incident: 'Media servers',
      since: since.toISOString(),
      before: { poor: 3, n: 60 },
      during: { poor: 40, n: 80 },
      difference: 0.45,
    };
    expect((await room.shown()).livekit.effect).toMatchObject(effect);
    await database.dataSource.query('TRUNCATE service_quality_minutes');
    await room.evaluator.conclude();
    expect((await room.shown()).livekit.effect).toMatchObject(effect);
  });

  it('is counted once a minute when it lasts long', async () => {
    const since = clock.now();
    await tell({ started_at: since.toISOString() });
    clock.advance(3_601_000);
    const during = async () => {
      await room.evaluator.conclude();
      return (await room.shown()).livekit.effect?.during.n;
    };
    expect(await during()).toBe(0);
    await play.report(3, 'good');
    clock.advance(59_000);
    expect(await during()).toBe(0);
    clock.advance(1_000);
    expect(await during()).toBe(3);
  });

  it('is not guessed where nobody was counting', async () => {
    await tell({ started_at: clock.now().toISOString() });
    await play.report(40, 'poor');
    await room.evaluator.conclude();
    expect((await room.shown()).livekit.effect).toMatchObject({ difference: null, interval: null });
  });

  async function tell(more: object): Promise<void> {
    const incident = {
      id: 'one',
      kind: 'incident' as const,
      title: 'Media servers',
      impact: 'major' as const,
      status: 'investigating',
      started_at: null,
      resolved_at: null,
      scheduled_for: null,
      scheduled_until: null,
      url: null,
      ...more,
    };
    await database.dataSource.transaction((manager) =>
      room.incidents.record('livekit', [incident], clock.now(), manager),
    );
  }
});

describe('status pages', () => {
  it('are read once a minute, and sent again only when they have changed', async () => {
    await room.statusPages.run(never());
    const first = (await room.pages.all()).find(({ service }) => service === 'livekit');
    expect(first).toMatchObject({ fault: null, claim: { state: 'fine' }, mark: { feed: 'statuspage' } });
    expect(first?.mark?.etag).toMatch(/^W\//);
    clock.advance(60_000);
    await room.statusPages.run(never());
    const second = (await room.pages.all()).find(({ service }) => service === 'livekit');
    expect(second).toEqual({ ...first, readAt: clock.now(), triedAt: clock.now() });
  });

  it('keep their incidents, with the end that was seen', async () => {
    vendors.livekit.page.declare('minor', 'One');
    await room.statusPages.run(never());
    clock.advance(60_000);
    vendors.livekit.page.declare('none');
    await room.statusPages.run(never());
    expect(await room.incidents.of('livekit', new Date(0), 10)).toMatchObject([
      { title: 'One', impact: 'minor', status: 'resolved', resolved_at: clock.now().toISOString() },
    ]);
    expect(await room.incidents.ongoing(clock.now())).toEqual([]);
    clock.advance(91 * 86_400_000);
    await room.statusPages.run(never());
    expect(await room.incidents.of('livekit', new Date(0), 10)).toEqual([]);
  });

  it('say nothing any more when they cannot be read', async () => {
    await room.statusPages.run(never());
    await vendors.livekit.close();
    clock.advance(151_000);
    await room.statusPages.run(never());
    await room.evaluator.conclude();
    expect((await room.shown()).livekit.witnesses?.vendor_says).toMatchObject({
      state: 'unknown',
      detail: expect.stringContaining('connection refused'),
    });
  });
});
