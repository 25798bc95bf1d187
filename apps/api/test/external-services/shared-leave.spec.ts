import { describe, expect, it } from '@jest/globals';
import { probingSuite } from './probing-room';

const suite = probingSuite();

describe('probes among other askers', () => {
  it('asks nobody whom another asker was told to leave alone, and says that it is throttled', async () => {
    await suite.rounds(1);
    const asked = suite.vendors.livekit.calls.length;
    await suite.room.doors.pause('livekit', 'api', new Date(suite.clock.now().getTime() + 100_000));
    await suite.rounds(3);
    expect(suite.vendors.livekit.calls).toHaveLength(asked);
    expect((await suite.room.shown()).details.livekit).toMatchObject({
      status: 'degraded',
      reason: 'throttled',
      latency_ms: null,
    });
    await suite.rounds(1);
    expect((await suite.room.shown()).details.livekit).toMatchObject({ status: 'operational' });
  });

  it('does not ask beyond the budget that all replicas share', async () => {
    const take = () =>
      suite.room.doors.take(
        'daily_co',
        'api',
        { most: 10, windowMs: 5_000 },
        new Date(suite.clock.now().getTime() + 30_000),
      );
    for (let n = 0; n < 10; n++) expect((await take()).kind).toBe('granted');
    await suite.rounds(1);
    expect([suite.vendors.daily.calls.length, suite.vendors.livekit.calls.length]).toEqual([0, 1]);
    await suite.rounds(1);
    expect(suite.vendors.daily.calls).toHaveLength(1);
  });
});
