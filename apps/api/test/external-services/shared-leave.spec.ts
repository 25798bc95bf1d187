import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
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

describe('probes among other askers', () => {
  it('asks nobody whom another asker was told to leave alone, and says that it is throttled', async () => {
    await rounds(1);
    const asked = vendors.livekit.calls.length;
    await room.doors.pause('livekit', 'api', new Date(clock.now().getTime() + 100_000));
    await rounds(3);
    expect(vendors.livekit.calls).toHaveLength(asked);
    expect((await room.shown()).details.livekit).toMatchObject({
      status: 'degraded',
      reason: 'throttled',
      latency_ms: null,
    });
    await rounds(1);
    expect((await room.shown()).details.livekit).toMatchObject({ status: 'operational' });
  });

  it('does not ask beyond the budget that all replicas share', async () => {
    const take = () =>
      room.doors.take(
        'daily_co',
        'api',
        { most: 10, windowMs: 5_000 },
        new Date(clock.now().getTime() + 30_000),
      );
    for (let n = 0; n < 10; n++) expect((await take()).kind).toBe('granted');
    await rounds(1);
    expect([vendors.daily.calls.length, vendors.livekit.calls.length]).toEqual([0, 1]);
    await rounds(1);
    expect(vendors.daily.calls).toHaveLength(1);
  });
});
