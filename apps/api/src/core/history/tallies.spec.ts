import { describe, expect, it } from '@jest/globals';
import { HISTORY_METRICS, type HistoryMetric, type QualityLevel } from '@watchroom/contracts';
import { Distribution } from '../latency/distribution';
import { fewestFor, HISTORY_FACTS } from './history-metrics';
import { type PoolRow, PoolTally } from './pool-tally';
import { RequestTally } from './request-tally';
import { ActiveTally, QualityTally, type SessionRow } from './session-tally';

const START = Date.parse('2026-03-29T00:00:00Z');
const at = (minute: number) => new Date(START + minute * 60_000);
const ms = (...values: number[]): Uint8Array => {
  const distribution = new Distribution();
  for (const value of values) distribution.record(value);
  return distribution.encode();
};
const upTo = (n: number): Uint8Array => ms(...Array.from({ length: n }, (_, i) => i + 1));
const damaged = (encoded: Uint8Array): Uint8Array => {
  const bytes = Buffer.from(encoded);
  bytes[5]! ^= 1;
  return bytes;
};
const near = (value: number) => expect.closeTo(value, -Math.log10(value * 0.0055 * 2));

describe('a metric', () => {
  it('is of its own rows, in its own unit, and a percentile of its own quantile', () => {
    const told = (metric: HistoryMetric) => {
      const { family, unit, quantile } = HISTORY_FACTS[metric];
      return [metric, family, unit, quantile].join(' ').trim();
    };
    expect(HISTORY_METRICS.map(told)).toEqual([
      'error_rate requests fraction',
      'response_time_p50 requests ms 0.5',
      'response_time_p95 requests ms 0.95',
      'response_time_p99 requests ms 0.99',
      'requests requests requests',
      'active_sessions sessions sessions',
      'connection_quality sessions score',
      'pool_use pool fraction',
      'pool_wait_p50 pool ms 0.5',
      'pool_wait_p95 pool ms 0.95',
      'pool_timeouts pool timeouts',
    ]);
  });
});

describe('the pool', () => {
  const aRow = (minute: number, more: Partial<PoolRow> = {}): PoolRow => ({
    start: at(minute),
    minutes: 1,
    waits: ms(),
    timeouts: 0,
    usedMs: null,
    offeredMs: null,
    useMax: null,
    waitingMax: null,
    useMinutes: null,
    ...more,
  });
  const measured = (metric: HistoryMetric, ...rows: PoolRow[]) => {
    const tally = new PoolTally(metric);
    for (const row of rows) tally.add(row);
    return tally.measured();
  };

  it('adds the time-outs of all replicas, and knows zero', () => {
    const rows = [aRow(0, { timeouts: 2, waits: ms(1) }), aRow(0, { timeouts: 1 }), aRow(1, { timeouts: 4 })];
    expect(measured('pool_timeouts', ...rows)).toEqual({
      state: 'value',
      value: 7,
      n: 1,
      observed_minutes: 2,
    });
    expect(measured('pool_timeouts', aRow(0))).toMatchObject({ state: 'value', value: 0 });
  });

  it('merges the waits of all, and never averages their percentiles', () => {
    const rows = [aRow(0, { waits: upTo(90) }), aRow(0, { waits: ms(...Array<number>(10).fill(1_000)) })];
    const half = measured('pool_wait_p50', ...rows);
    expect(half).toMatchObject({ state: 'value', value: near(50), n: 100, observed_minutes: 1 });
    expect(half).toMatchObject({ too_few: false, relative_error: expect.any(Number) });
    expect(half).not.toHaveProperty('unreadable');
    expect(measured('pool_wait_p95', ...rows)).toMatchObject({ value: near(1_000), n: 100 });
  });

  it('says when they are too few to judge by', () => {
    const tooFew = (n: number) => measured('pool_wait_p95', aRow(0, { waits: upTo(n) })).too_few;
    expect([fewestFor(0.95), tooFew(58), tooFew(59)]).toEqual([59, true, false]);
  });

  it('has no wait where nobody asked for a connection', () => {
    expect(measured('pool_wait_p95', aRow(0), aRow(1))).toEqual({
      state: 'no_traffic',
      value: null,
      n: 0,
      observed_minutes: 2,
    });
  });

  it('tells how many reports are damaged, also where nothing else is left', () => {
    const bad = aRow(0, { waits: damaged(upTo(100)) });
    expect(measured('pool_wait_p95', bad, bad)).toMatchObject({ state: 'no_traffic', n: 0, unreadable: 2 });
    const more = measured('pool_wait_p95', bad, aRow(1, { waits: ms(8) }));
    expect(more).toMatchObject({ state: 'value', value: near(8), n: 1, unreadable: 1 });
  });
});

describe('requests', () => {
  it('whose durations are damaged are missing from the percentile, which says how many', () => {
    const measured = (...distributions: Uint8Array[]) => {
      const tally = new RequestTally('response_time_p50');
      for (const [minute, distribution] of distributions.entries())
        tally.add({ start: at(minute), minutes: 1, requests: 100, errors: 0, distribution });
      return tally.measured();
    };
    expect(measured(upTo(100), damaged(upTo(100)))).toMatchObject({
      n: 100,
      unreadable: 100,
      value: near(50),
    });
    expect(measured(upTo(100), upTo(100))).not.toHaveProperty('unreadable');
  });
});

describe('sessions', () => {
  const aRow = (minute: number, more: Partial<SessionRow> = {}): SessionRow => ({
    start: at(minute),
    minutes: 1,
    active: 0,
    activeMin: 0,
    activeMax: 0,
    excellent: 0,
    good: 0,
    fair: 0,
    poor: 0,
    ...more,
  });

  it('are the mean over the minutes in which they were counted, with the fewest and the most', () => {
    const tally = new ActiveTally();
    tally.add(aRow(0, { minutes: 50, active: 500, activeMin: 4, activeMax: 30 }));
    tally.add(aRow(60, { active: 3, activeMin: 3, activeMax: 3 }));
    tally.add(aRow(61, { active: 7, activeMin: 7, activeMax: 7 }));
    expect(tally.measured()).toEqual({
      state: 'value',
      value: 510 / 52,
      n: 52,
      observed_minutes: 52,
      min: 3,
      max: 30,
    });
  });

  it.each<[Partial<Record<QualityLevel, number>>, number]>([
    [{ excellent: 2 }, 4],
    [{ good: 5 }, 3],
    [{ fair: 1 }, 2],
    [{ poor: 9 }, 1],
    [{ excellent: 3, poor: 1 }, 3.25],
    [{ excellent: 1, good: 1, fair: 1, poor: 1 }, 2.5],
  ])('of qualities %j score %d, whatever minute reported them', (levels, value) => {
    const tally = new QualityTally();
    for (const [minute, [level, count]] of Object.entries(levels).entries())
      tally.add(aRow(minute, { [level]: count }));
    tally.add(aRow(9));
    const minutes = Object.keys(levels).length + 1;
    expect(tally.measured()).toEqual({ state: 'value', value, n: minutes, observed_minutes: minutes });
  });

  it('have no score where none reported', () => {
    const tally = new QualityTally();
    tally.add(aRow(0, { active: 5 }));
    expect(tally.measured()).toEqual({ state: 'no_traffic', value: null, n: 1, observed_minutes: 1 });
  });
});
