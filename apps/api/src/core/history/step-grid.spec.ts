import { describe, expect, it } from '@jest/globals';
import { HISTORY_STEPS } from '@watchroom/contracts';
import fc from 'fast-check';
import { gridOf, roughStepCount, type StepGrid, type SteppedRange } from './step-grid';
import { TimeZone } from './time-zone';

const HOUR_MS = 3_600_000;
const DAY = 86_400;
const ZONES = [
  'Europe/Berlin', // 02:00 <-> 03:00
  'America/New_York',
  'America/Santiago', // jumps over midnight
  'Africa/Cairo', // jumps over midnight, goes back at midnight
  'America/Havana', // midnight comes twice
  'Australia/Lord_Howe', // half an hour
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Etc/GMT+12',
  'Africa/Casablanca', // goes back for a month each year
  'UTC',
];

const range = (from: string, to: string, more: Partial<SteppedRange> = {}): SteppedRange => ({
  fromMs: Date.parse(from),
  toMs: Date.parse(to),
  stepSeconds: DAY,
  timeZone: null,
  ...more,
});
const stepsOf = (grid: StepGrid) => Array.from({ length: grid.count }, (_, i) => grid.step(i));
const told = (grid: StepGrid) =>
  stepsOf(grid).map(({ startMs, endMs }) => [new Date(startMs).toISOString(), (endMs - startMs) / HOUR_MS]);
const days = (from: string, to: string, timeZone: string) => told(gridOf(range(from, to, { timeZone })));

describe('steps in UTC', () => {
  it('begin at multiples of the step and cover the range', () => {
    expect(
      told(gridOf(range('2026-02-27T13:05:00Z', '2026-02-28T00:00:00.001Z', { stepSeconds: 21_600 }))),
    ).toEqual([
      ['2026-02-27T12:00:00.000Z', 6],
      ['2026-02-27T18:00:00.000Z', 6],
      ['2026-02-28T00:00:00.000Z', 6],
    ]);
  });

  it('know 29 February and the ends of months', () => {
    const starts = (from: string, to: string) => told(gridOf(range(from, to))).map(([start]) => start);
    expect(starts('2028-02-28T00:00:00Z', '2028-03-02T00:00:00Z')).toEqual([
      '2028-02-28T00:00:00.000Z',
      '2028-02-29T00:00:00.000Z',
      '2028-03-01T00:00:00.000Z',
    ]);
    expect(starts('2026-02-28T00:00:00Z', '2026-03-02T00:00:00Z')).toHaveLength(2);
    expect(starts('2026-12-31T23:59:59Z', '2027-01-01T00:00:01Z')).toHaveLength(2);
  });
});

describe('local days', () => {
  it('last 23 hours when clocks go forward and 25 when they go back', () => {
    expect(days('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z', 'Europe/Berlin')).toEqual([
      ['2026-03-27T23:00:00.000Z', 24],
      ['2026-03-28T23:00:00.000Z', 23],
      ['2026-03-29T22:00:00.000Z', 24],
    ]);
    expect(days('2026-10-25T00:00:00Z', '2026-10-26T00:00:00Z', 'Europe/Berlin')).toEqual([
      ['2026-10-24T22:00:00.000Z', 25],
      ['2026-10-25T23:00:00.000Z', 24],
    ]);
  });

  it('begin at 01:00 where midnight is jumped over, and at the first of two midnights', () => {
    expect(days('2026-04-24T12:00:00Z', '2026-04-24T13:00:00Z', 'Africa/Cairo')).toEqual([
      ['2026-04-23T22:00:00.000Z', 23],
    ]);
    expect(days('2026-11-01T12:00:00Z', '2026-11-01T13:00:00Z', 'America/Havana')).toEqual([
      ['2026-11-01T04:00:00.000Z', 25],
    ]);
  });

  it('begin at half and quarter hours where the zone does', () => {
    expect(days('2026-05-01T00:00:00Z', '2026-05-01T12:00:00Z', 'Asia/Kolkata')).toEqual([
      ['2026-04-30T18:30:00.000Z', 24],
    ]);
    expect(gridOf(range('2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z')).isOfWholeHours).toBe(true);
    const india = range('2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z', { timeZone: 'Asia/Kolkata' });
    expect(gridOf(india).isOfWholeHours).toBe(false);
  });

  it('skip a day that a zone left out', () => {
    expect(days('2011-12-29T12:00:00Z', '2011-12-31T00:00:00Z', 'Pacific/Apia')).toEqual([
      ['2011-12-29T10:00:00.000Z', 24],
      ['2011-12-30T10:00:00.000Z', 24],
    ]);
  });
});

const randomRange = fc
  .record({
    fromMs: fc.integer({ min: Date.UTC(2019, 0, 1), max: Date.UTC(2034, 0, 1) }),
    lengthMs: fc.integer({ min: 1, max: 6 * 24 * HOUR_MS }),
    stepSeconds: fc.constantFrom(...HISTORY_STEPS),
    timeZone: fc.option(fc.constantFrom(...ZONES)),
  })
  .map(({ fromMs, lengthMs, ...rest }): SteppedRange => ({ ...rest, fromMs, toMs: fromMs + lengthMs }));

const formats = new Map<string, Intl.DateTimeFormat>();
const dateIn = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, known);
  return known;
};

describe('any grid', () => {
  it('covers its range without gap or overlap, with no step to spare', () => {
    fc.assert(
      fc.property(randomRange, (asked) => {
        const grid = gridOf(asked);
        const steps = stepsOf(grid);
        expect(steps[0]!.startMs).toBeLessThanOrEqual(asked.fromMs);
        expect(steps[0]!.endMs).toBeGreaterThan(asked.fromMs);
        expect(steps.at(-1)!.endMs).toBeGreaterThanOrEqual(asked.toMs);
        expect(steps.at(-1)!.startMs).toBeLessThan(asked.toMs);
        expect(steps.every(({ startMs, endMs }) => endMs > startMs)).toBe(true);
        expect(steps.every(({ startMs }, i) => i === 0 || startMs === steps[i - 1]!.endMs)).toBe(true);
        expect(steps.length).toBeLessThanOrEqual(roughStepCount(asked) + 1);
      }),
    );
  });

  it('finds the one step that holds a moment', () => {
    fc.assert(
      fc.property(randomRange, fc.double({ min: 0, max: 1, noNaN: true }), (asked, share) => {
        const grid = gridOf(asked);
        const at = Math.floor(grid.startMs + share * (grid.endMs - grid.startMs - 1));
        const { startMs, endMs } = grid.step(grid.indexAt(at));
        expect(startMs <= at && at < endMs).toBe(true);
        expect([grid.indexAt(grid.startMs - 1), grid.indexAt(grid.endMs)]).toEqual([-1, grid.count]);
      }),
    );
  });

  it('of local days shows one local date to a step, another to each', () => {
    const local = fc.record({ range: randomRange, zone: fc.constantFrom(...ZONES) });
    fc.assert(
      fc.property(local, ({ range: asked, zone }) => {
        const date = dateIn(zone);
        const steps = stepsOf(gridOf({ ...asked, stepSeconds: DAY, timeZone: zone }));
        const dates = steps.map(({ startMs, endMs }) => {
          expect(date.format(startMs)).toBe(date.format(endMs - 1));
          expect([22.5, 23, 23.5, 24, 24.5, 25]).toContain((endMs - startMs) / HOUR_MS);
          return date.format(startMs);
        });
        expect(dates).toEqual([...new Set(dates)].toSorted());
      }),
    );
  });
});

it('tells the offset of a zone, minutes and half hours included', () => {
  const summer = Date.UTC(2026, 6, 1);
  const hours = (zone: string) => new TimeZone(zone).offsetAt(summer) / HOUR_MS;
  expect(['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns'].map(hours)).toEqual([
    0, 2, 5.75, -2.5,
  ]);
});
