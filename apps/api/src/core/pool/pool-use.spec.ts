import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MINUTE_MS } from '../requests/minute';
import { foldPoolHour, type PoolMinutePart } from './fold-pool-hour';
import { MinuteUse, PoolUseMeter } from './pool-use';

const START = Date.parse('2026-01-01T12:00:00Z');
const SIZE = 4;

/** A meter whose clocks both show `ms` after noon; only minutes of `observed` are told. */
function aMeter(observed = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
  const minutes = new Map(observed.map((minute) => [START + minute * MINUTE_MS, new MinuteUse()]));
  const meter = new PoolUseMeter((startMs) => minutes.get(startMs));
  const at = (ms: number) => ({ wallMs: START + ms, monotonicMs: ms });
  return {
    use: (connections: number, ms: number) => meter.changed(connections, SIZE, at(ms)),
    settle: (ms: number) => meter.settle(SIZE, at(ms)),
    meter,
    told: () => [...minutes.values()].map(({ told }) => told),
  };
}

describe('the use of a pool', () => {
  it('weighs connections by how long they were checked out', () => {
    const { use, settle, told } = aMeter([0]);
    use(0, 0);
    use(2, 10_000);
    use(1, 20_000);
    use(0, 50_000);
    settle(60_000);
    expect(told()).toEqual([{ usedMs: 50_000, offeredMs: 240_000, useMax: 0.5, waitingMax: 0 }]);
  });

  it('knows the most that ever waited at one moment', () => {
    const minute = new MinuteUse();
    for (const callers of [0, 3, 1]) minute.queued(callers);
    expect(minute.told.waitingMax).toBe(3);
  });

  it('knows the most at one moment, however short', () => {
    const { use, settle, told } = aMeter([0]);
    use(0, 0);
    use(4, 500);
    use(1, 500);
    settle(1_000);
    expect(told()).toEqual([{ usedMs: 500, offeredMs: 4_000, useMax: 1, waitingMax: 0 }]);
  });

  it('divides what lasts over the minutes that it lasts in, and takes it along into the next as its most', () => {
    const { use, settle, told } = aMeter([0, 1, 2]);
    use(3, 45_000);
    settle(130_000);
    expect(told()).toEqual([
      { usedMs: 45_000, offeredMs: 60_000, useMax: 0.75, waitingMax: 0 },
      { usedMs: 180_000, offeredMs: 240_000, useMax: 0.75, waitingMax: 0 },
      { usedMs: 30_000, offeredMs: 40_000, useMax: 0.75, waitingMax: 0 },
    ]);
  });

  it('tells nothing of a minute that nobody observed', () => {
    const { use, settle, told } = aMeter([0, 2]);
    use(1, 0);
    settle(150_000);
    expect(told().map(({ offeredMs }) => offeredMs)).toEqual([240_000, 120_000]);
  });

  it('takes lengths from the clock that only goes on: a wall clock that is set makes no use', () => {
    const minutes = new Map([0, 5].map((minute) => [START + minute * MINUTE_MS, new MinuteUse()]));
    const meter = new PoolUseMeter((startMs) => minutes.get(startMs));
    meter.changed(1, SIZE, { wallMs: START, monotonicMs: 0 });
    meter.settle(SIZE, { wallMs: START + 5 * MINUTE_MS + 30_000, monotonicMs: 1_000 });
    meter.settle(SIZE, { wallMs: START + 20_000, monotonicMs: 2_000 });
    expect([...minutes.values()].map(({ told }) => told.usedMs)).toEqual([1_000, 1_000]);
  });

  it('offers nothing before there is a pool', () => {
    const { meter, told } = aMeter([0]);
    meter.changed(0, 0, { wallMs: START, monotonicMs: 0 });
    meter.settle(0, { wallMs: START + 9_000, monotonicMs: 9_000 });
    expect(told()).toEqual([{ usedMs: 0, offeredMs: 0, useMax: 0, waitingMax: 0 }]);
  });

  it('is the same area whatever is settled in between', () => {
    const step = fc.record({
      ms: fc.nat(90_000),
      connections: fc.integer({ min: 0, max: SIZE }),
      settled: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        const { use, settle, told } = aMeter();
        let [now, used, connections] = [0, 0, 0];
        use(0, 0);
        for (const { ms, connections: next, settled } of steps) {
          if (settled) settle(now + Math.floor(ms / 2));
          used += connections * ms;
          now += ms;
          connections = next;
          use(connections, now);
        }
        const sum = (of: 'usedMs' | 'offeredMs') => told().reduce((total, each) => total + each[of], 0);
        expect([sum('usedMs'), sum('offeredMs')]).toEqual([used, SIZE * now]);
        for (const { usedMs, offeredMs } of told()) expect(usedMs).toBeLessThanOrEqual(offeredMs);
      }),
    );
  });
});

describe('an hour of use', () => {
  const aPart = (minute: number, more: Partial<PoolMinutePart>): PoolMinutePart => ({
    minute: new Date(START + minute * MINUTE_MS),
    waits: new Uint8Array(),
    timeouts: 0,
    waiting: 0,
    usedMs: 6_000,
    offeredMs: 60_000,
    useMax: 0.4,
    waitingMax: 0,
    ...more,
  });

  it('adds up the replicas, and has the most of any one of them', () => {
    const parts = [
      aPart(0, { useMax: 1, waitingMax: 3 }),
      aPart(0, { usedMs: 0, offeredMs: 240_000, waiting: 2 }),
      aPart(7, { usedMs: 4_000 }),
    ];
    for (const some of [parts, parts.toReversed()])
      expect(foldPoolHour(new Date(START), some)).toMatchObject({
        waitingMax: 3,
        use: { usedMs: 10_000, offeredMs: 360_000, useMax: 1, minutes: 2 },
      });
  });

  it('is of those who told it', () => {
    const untold = { usedMs: null, offeredMs: null, useMax: null, waitingMax: null, waiting: 5 };
    expect(foldPoolHour(new Date(START), [aPart(0, {}), aPart(1, untold)])).toMatchObject({
      observedMinutes: 2,
      waitingMax: 5,
      use: { usedMs: 6_000, offeredMs: 60_000, minutes: 1 },
    });
    const unopened = { usedMs: 0, offeredMs: 0, useMax: 0, waitingMax: 0 };
    expect(foldPoolHour(new Date(START), [aPart(0, unopened)])?.use).toBeNull();
  });
});
