import { describe, expect, it } from '@jest/globals';
import type { HistoryMetric } from '@watchroom/contracts';
import fc from 'fast-check';
import { Distribution } from '../latency/distribution';
import { HistoryFold } from './history-fold';
import { fewestFor } from './history-metrics';
import { type RequestRow, RequestTally } from './request-tally';
import { gridOf } from './step-grid';

const START = Date.parse('2026-03-29T00:00:00Z');
const MINUTE_MS = 60_000;
const grid = (stepSeconds: number, hours: number) =>
  gridOf({ fromMs: START, toMs: START + hours * 60 * MINUTE_MS, stepSeconds, timeZone: null });
const row = (minute: number, requests: number, errors = 0, more: Partial<RequestRow> = {}): RequestRow => ({
  start: new Date(START + minute * MINUTE_MS),
  minutes: 1,
  requests,
  errors,
  distribution: null,
  ...more,
});
const durations = (...ms: number[]) => {
  const distribution = new Distribution();
  for (const each of ms) distribution.record(each);
  return distribution;
};
const points = (
  metric: HistoryMetric,
  rows: RequestRow[],
  { step = 3600, hours = 3, now = START + 48 * 3_600_000 } = {},
) => {
  const fold = new HistoryFold(grid(step, hours), () => new RequestTally(metric));
  for (const each of rows) fold.add(each);
  return fold.points(new Date(now));
};

describe('points', () => {
  it('are a value, no traffic or unobserved; a gap stays a gap', () => {
    expect(points('error_rate', [row(1, 40, 3), row(2, 60, 1), row(61, 0)])).toEqual([
      {
        start: '2026-03-29T00:00:00.000Z',
        seconds: 3600,
        state: 'value',
        value: 0.04,
        n: 100,
        observed_minutes: 2,
        filling: false,
        too_few: false,
      },
      expect.objectContaining({ state: 'no_traffic', value: null, n: 0, observed_minutes: 1 }),
      expect.objectContaining({ state: 'unobserved', value: null, n: null, observed_minutes: 0 }),
    ]);
  });

  it('leave out what lies before the range or after it', () => {
    const values = points('requests', [row(-1, 5), row(0, 7), row(180, 9)]).map(({ value }) => value);
    expect(values).toEqual([7, null, null]);
  });

  it('of counts know zero', () => {
    expect(points('requests', [row(1, 7), row(61, 0)]).map(({ state, value }) => [state, value])).toEqual([
      ['value', 7],
      ['no_traffic', 0],
      ['unobserved', null],
    ]);
  });

  it('are still filling until their step is over', () => {
    const filling = (now: number) => points('requests', [], { now }).map((point) => point.filling);
    expect(filling(START + 60 * MINUTE_MS)).toEqual([false, true, true]);
    expect(filling(START + 60 * MINUTE_MS - 1)).toEqual([true, true, true]);
  });

  it('count a minute once, whatever the number of instances', () => {
    const [first] = points('requests', [row(1, 1), row(1, 1), row(2, 1), row(3, 50, 0, { minutes: 40 })]);
    expect(first).toMatchObject({ value: 53, observed_minutes: 42 });
  });

  it('say when there is too little to judge by', () => {
    const tooFew = (metric: HistoryMetric, requests: number, errors: number) => {
      const ms = Array.from({ length: requests }, (_, i) => i + 1);
      return points(metric, [row(0, requests, errors, { distribution: durations(...ms).encode() })])[0]
        ?.too_few;
    };
    expect([tooFew('error_rate', 19, 9), tooFew('error_rate', 20, 2), tooFew('error_rate', 20, 3)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([tooFew('response_time_p95', 58, 0), tooFew('response_time_p95', 59, 0)]).toEqual([true, false]);
    expect([0.5, 0.95, 0.99].map(fewestFor)).toEqual([5, 59, 299]);
  });
});

describe('percentiles', () => {
  it('come from merged distributions, never from averages', () => {
    const slow = Array.from({ length: 10 }, () => 1000);
    const fast = Array.from({ length: 990 }, () => 10);
    const [first] = points('response_time_p95', [
      row(1, 10, 0, { distribution: durations(...slow).encode() }),
      row(2, 990, 0, { distribution: durations(...fast).encode() }),
    ]);
    expect(first?.value).toBeCloseTo(10, 0);
    expect(first?.relative_error).toBeLessThanOrEqual(0.0055);
    expect(first?.n).toBe(1000);
  });

  it('leave out durations that are damaged, and tell of how many requests', () => {
    const damaged = durations(900, 900).encode();
    damaged[5]! ^= 1;
    const [first, second] = points('response_time_p95', [
      row(1, 3, 0, { distribution: durations(5, 5, 5).encode() }),
      row(1, 2, 0, { distribution: damaged }),
      row(61, 2, 0, { distribution: damaged }),
    ]);
    expect(first).toMatchObject({ state: 'value', value: 5, n: 3, unreadable: 2, observed_minutes: 1 });
    expect(second).toMatchObject({ state: 'unobserved', value: null, n: null, observed_minutes: 1 });
    expect(points('requests', [row(1, 2, 0, { distribution: damaged })])[0]?.value).toBe(2);
  });

  it('are unobserved where durations of only a part are known', () => {
    const known = { distribution: durations(5).encode() };
    const [first, second] = points('response_time_p95', [
      row(1, 1, 0, known),
      row(2, 9),
      row(61, 1, 0, known),
      row(62, 0),
    ]);
    expect(first).toMatchObject({ state: 'unobserved', value: null, n: null, observed_minutes: 2 });
    expect(second).toMatchObject({ state: 'value', value: 5 });
  });
});

it('refuses rows that come too late, and leaves out what lies outside', () => {
  expect(() => points('requests', [row(61, 1), row(1, 1)])).toThrow(RangeError);
  expect(points('requests', [row(-1, 1), row(0, 1), row(180, 1)])[0]?.value).toBe(1);
});

const minutes = fc.array(
  fc.record({
    minute: fc.nat(24 * 60 - 1),
    requests: fc.nat(50),
    ms: fc.array(fc.double({ min: 0.001, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 4 }),
  }),
  { maxLength: 60 },
);

it('gives the same for a coarse step as the finer steps put together', () => {
  fc.assert(
    fc.property(
      minutes,
      fc.constantFrom(300, 900, 3600),
      fc.constantFrom(21_600, 86_400),
      (list, fine, coarse) => {
        const sorted = list.toSorted((a, b) => a.minute - b.minute);
        const rows = sorted.map(({ minute, ms }) =>
          row(minute, ms.length, 1, { distribution: durations(...ms).encode() }),
        );
        const merged = [...byStep(rows, fine * 1000)].map(([index, parts]) => {
          const all = new Distribution();
          for (const part of parts) all.merge(Distribution.decode(part.distribution!));
          return row((index * fine) / 60, sum(parts, 'requests'), sum(parts, 'errors'), {
            minutes: new Set(parts.map(({ start }) => start.getTime())).size,
            distribution: all.encode(),
          });
        });
        for (const metric of ['error_rate', 'requests', 'response_time_p95', 'response_time_p50'] as const)
          expect(points(metric, merged, { step: coarse, hours: 24 })).toEqual(
            points(metric, rows, { step: coarse, hours: 24 }),
          );
      },
    ),
    { numRuns: 40 },
  );
});

const sum = (rows: RequestRow[], key: 'requests' | 'errors') =>
  rows.reduce((total, each) => total + each[key], 0);

function byStep(rows: RequestRow[], stepMs: number): Map<number, RequestRow[]> {
  const steps = new Map<number, RequestRow[]>();
  for (const each of rows) {
    const index = Math.floor((each.start.getTime() - START) / stepMs);
    steps.set(index, [...(steps.get(index) ?? []), each]);
  }
  return steps;
}
