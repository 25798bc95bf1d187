import { describe, expect, it } from '@jest/globals';
import { Distribution } from '../latency/distribution';
import { foldPoolHour } from './fold-pool-hour';
import { type ReportedPoolMinute, summarisePool } from './pool-summary';

const NOW = new Date('2026-01-01T12:04:30Z');
const secondsAgo = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

function waits(...values: number[]): Uint8Array {
  const distribution = new Distribution();
  for (const value of values) distribution.record(value);
  return distribution.encode();
}

const aMinute = (changes: Partial<ReportedPoolMinute> = {}): ReportedPoolMinute => ({
  minute: new Date('2026-01-01T12:04:00Z'),
  replica: 'r1',
  waits: waits(),
  timeouts: 0,
  active: 1,
  idle: 2,
  size: 10,
  waiting: 0,
  reportedAt: secondsAgo(1),
  ...changes,
});
const many = (count: number) => waits(...Array.from({ length: count }, (_, i) => i + 1));

describe('the pool of all replicas', () => {
  it('knows no use of it while nobody reports, only how large it may be', () => {
    for (const minutes of [[], [aMinute({ reportedAt: secondsAgo(10.001), timeouts: 2 })]])
      expect(summarisePool(minutes, 7, NOW)).toMatchObject({
        active: null,
        idle: null,
        waiting: null,
        size: 7,
        replicas: [],
        isStale: true,
        timeouts: minutes.length * 2,
      });
  });

  it('adds up gauges of those that report, and what happened to all', () => {
    const gone = aMinute({ replica: 'gone', reportedAt: secondsAgo(60), timeouts: 1, waits: waits(500) });
    const earlier = aMinute({ active: 9, reportedAt: secondsAgo(59), timeouts: 1, waits: waits(3) });
    const minutes = [gone, earlier, aMinute({ waits: waits(1) }), aMinute({ replica: 'r2', waiting: 3 })];
    expect(summarisePool(minutes, 7, NOW)).toMatchObject({
      active: 2,
      idle: 4,
      size: 20,
      waiting: 3,
      timeouts: 2,
      isStale: false,
      wait_ms: { n: 3, max: 500 },
      replicas: [
        { replica: 'r1', active: 1, timeouts: 1, wait_ms: { n: 2, max: 3 } },
        { replica: 'r2', wait_ms: { n: 0, p95: null } },
      ],
    });
  });

  it('names the replicas that fell silent, none that has left, and the age of the newest report', () => {
    const silent = aMinute({ replica: 'silent', reportedAt: secondsAgo(11) });
    const left = aMinute({ replica: 'left', size: 0, active: 0, idle: 0, reportedAt: secondsAgo(3) });
    const all = summarisePool([silent, aMinute({ reportedAt: secondsAgo(10) }), left], 7, NOW);
    expect(all.silent).toEqual([{ replica: 'silent', newestAt: secondsAgo(11) }]);
    expect([all.replicas.map(({ replica }) => replica), all.newestAt]).toEqual([['r1'], secondsAgo(3)]);
    expect(summarisePool([], 7, NOW)).toMatchObject({ silent: [], newestAt: null });
  });

  it('shows a replica as it was when it reported last, in whatever order its reports come', () => {
    const reports = [aMinute({ active: 4 }), aMinute({ active: 9, reportedAt: secondsAgo(59) })];
    for (const some of [reports, reports.toReversed()])
      expect(summarisePool(some, 7, NOW).replicas).toMatchObject([
        { active: 4, reported_at: secondsAgo(1).toISOString() },
      ]);
  });

  it('counts time-outs until the newest of their minutes leaves the window', () => {
    const at = (minute: number, timeouts: number) =>
      aMinute({ minute: new Date(Date.UTC(2026, 0, 1, 12, minute)), timeouts });
    const until = (...minutes: ReportedPoolMinute[]) => summarisePool(minutes, 7, NOW).timeoutsCountUntil;
    expect(until(at(2, 1), at(1, 3), at(4, 0))).toEqual(new Date('2026-01-01T12:07:00Z'));
    expect(until(at(1, 3), at(2, 1))).toEqual(new Date('2026-01-01T12:07:00Z'));
    expect(until(at(4, 0))).toBeNull();
  });

  it('leaves waits out that are damaged, says so, and still counts all else', () => {
    const damaged = Buffer.from(many(100));
    damaged[5]! ^= 1;
    const minutes = [
      aMinute({ waits: damaged, timeouts: 3 }),
      aMinute({ replica: 'r2', waits: waits(1, 2) }),
    ];
    expect(summarisePool(minutes, 10, NOW)).toMatchObject({
      active: 2,
      timeouts: 3,
      unreadable: 1,
      wait_ms: { n: 2 },
    });
    const untold = { usedMs: null, offeredMs: null, useMax: null, waitingMax: null };
    const parts = minutes.map((minute) => ({ ...minute, ...untold, waiting: 4 }));
    expect(foldPoolHour(new Date('2026-01-01T12:00:00Z'), parts)).toMatchObject({
      unreadable: 1,
      timeouts: 3,
      observedMinutes: 1,
      waitingMax: 4,
      use: null,
    });
  });

  it('tells how exact the waits are, and when they are too few', () => {
    const of = (encoded: Uint8Array) => summarisePool([aMinute({ waits: encoded })], 7, NOW).wait_ms;
    expect(of(waits())).toEqual({
      p50: null,
      p95: null,
      max: null,
      n: 0,
      relative_error: null,
      too_few: true,
    });
    expect(of(many(58)).too_few).toBe(true);
    const judged = of(many(59));
    expect(judged.too_few).toBe(false);
    expect(judged.relative_error).toBeGreaterThan(0);
    expect(judged.relative_error).toBeLessThan(0.0055);
    expect(Math.abs((judged.p95 ?? 0) - 57)).toBeLessThanOrEqual(57 * 0.0055);
    expect(Math.abs((judged.p50 ?? 0) - 30)).toBeLessThanOrEqual(30 * 0.0055);
  });
});
