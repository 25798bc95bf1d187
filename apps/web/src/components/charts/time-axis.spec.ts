import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wallOf } from '../../lib/wall-time';
import { labelSpan, type TimeAxisRoom, timeTicks } from './time-axis';

const HOUR = 3_600_000;
const END = Date.parse('2026-11-23T12:00:00Z');
const room = (more: Partial<TimeAxisRoom> = {}): TimeAxisRoom => ({
  fromMs: END - 24 * HOUR,
  toMs: END,
  zone: 'UTC',
  widthPx: 600,
  letterPx: 7,
  sparePx: 4,
  ...more,
});
const labels = (more: Partial<TimeAxisRoom>) => timeTicks(room(more)).map(({ label }) => label);

describe('labels of a time axis', () => {
  it.each([
    [280, ['18:00', '23 Nov', '06:00']],
    [600, ['15:00', '18:00', '21:00', '23 Nov', '03:00', '06:00', '09:00']],
  ])('are round hours on %i px', (widthPx, expected) => expect(labels({ widthPx })).toEqual(expected));

  it.each<[string, Partial<TimeAxisRoom>, string[]]>([
    ['no room', { widthPx: 0 }, []],
    ['no time', { fromMs: END }, []],
    ['time that runs backwards', { fromMs: END + HOUR }, []],
    ['five minutes', { fromMs: END - 5 * 60_000 }, ['11:56', '11:57', '11:58', '11:59']],
    ['ten minutes', { fromMs: END - 10 * 60_000, widthPx: 400 }, ['11:52', '11:54', '11:56', '11:58']],
    ['twenty minutes', { fromMs: END - 20 * 60_000, widthPx: 300 }, ['11:45', '11:50', '11:55']],
    ['an hour', { fromMs: END - HOUR, widthPx: 400 }, ['11:10', '11:20', '11:30', '11:40', '11:50']],
    ['an hour on less', { fromMs: END - HOUR, widthPx: 240 }, ['11:15', '11:30', '11:45']],
    ['two hours on less', { fromMs: END - 2 * HOUR, widthPx: 240 }, ['10:30', '11:00', '11:30']],
    ['two days', { fromMs: END - 48 * HOUR, widthPx: 300 }, ['22 Nov', '12:00', '23 Nov']],
    [
      'twelve days',
      { fromMs: END - 12 * 24 * HOUR, widthPx: 500 },
      ['13 Nov', '15 Nov', '17 Nov', '19 Nov', '21 Nov', '23 Nov'],
    ],
    [
      'two years',
      { fromMs: END - 730 * 24 * HOUR, widthPx: 500 },
      ['Jan 2025', 'Jul 2025', 'Jan 2026', 'Jul 2026'],
    ],
    ['three years', { fromMs: END - 1095 * 24 * HOUR, widthPx: 300 }, ['Jan 2025', 'Jan 2026']],
    [
      'half a year',
      { fromMs: END - 175 * 24 * HOUR, widthPx: 600 },
      ['Jul 2026', 'Aug 2026', 'Sept 2026', 'Oct 2026', 'Nov 2026'],
    ],
  ])('are fitted to %s', (_, more, expected) => expect(labels(more)).toEqual(expected));

  it('stand in order, within the time, at round moments of the zone', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 2000 }),
        fc.integer({ min: 1, max: 60 * 24 }),
        fc.integer({ min: 0, max: 365 * 24 * 60 }),
        fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe'),
        (widthPx, hours, minutesAgo, zone) => {
          const toMs = END - minutesAgo * 60_000;
          const fromMs = toMs - hours * HOUR;
          const moments = timeTicks(room({ widthPx, zone, fromMs, toMs })).map(({ atMs }) => atMs);
          expect(moments).toEqual([...new Set(moments)].toSorted((a, b) => a - b));
          for (const atMs of moments) {
            expect(atMs).toBeGreaterThanOrEqual(fromMs);
            expect(atMs).toBeLessThanOrEqual(toMs);
            expect(wallOf(atMs, zone) % 60_000).toBe(0);
          }
        },
      ),
      { numRuns: 40 },
    ));

  it('are days of a week and of a month, and months of a year', () => {
    expect(labels({ fromMs: END - 7 * 24 * HOUR }).slice(0, 2)).toEqual(['17 Nov', '18 Nov']);
    expect(labels({ fromMs: END - 30 * 24 * HOUR })).toEqual(['26 Oct', '2 Nov', '9 Nov', '16 Nov']);
    expect(labels({ fromMs: END - 400 * 24 * HOUR }).slice(0, 2)).toEqual(['Jan 2026', 'Mar 2026']);
  });

  it('are local hours on the day on which clocks go back, the doubled one twice', () => {
    const day = { fromMs: Date.parse('2026-10-24T22:00:00Z'), toMs: Date.parse('2026-10-25T23:00:00Z') };
    const zone = 'Europe/Berlin';
    expect(labels({ ...day, zone, widthPx: 1600, sparePx: 30 }).slice(0, 6)).toEqual([
      '25 Oct',
      '01:00',
      '02:00',
      '02:00',
      '03:00',
      '04:00',
    ]);
    expect(labels({ ...day, zone, widthPx: 600, sparePx: 30 })).toEqual([
      '25 Oct',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      '26 Oct',
    ]);
  });

  it('leave out the hour that a day of 23 hours does not have', () => {
    const day = { fromMs: Date.parse('2026-03-28T23:00:00Z'), toMs: Date.parse('2026-03-29T22:00:00Z') };
    expect(labels({ ...day, zone: 'Europe/Berlin', widthPx: 1600, sparePx: 30 }).slice(0, 4)).toEqual([
      '29 Mar',
      '01:00',
      '03:00',
      '04:00',
    ]);
  });

  it('never crowd and never leave the chart, from 280 to 3600 px, for an hour as for 400 days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 280, max: 3600 }),
        fc.integer({ min: 1, max: 400 * 24 }),
        fc.integer({ min: 0, max: 365 * 24 * 60 }),
        fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe'),
        (widthPx, hours, minutesAgo, zone) => {
          const toMs = END - minutesAgo * 60_000;
          const place = room({ widthPx, zone, toMs, fromMs: toMs - hours * HOUR, sparePx: 0 });
          const spans = timeTicks(place).map((tick) => labelSpan(place, tick));
          expect(spans.length).toBeGreaterThan(0);
          for (const [i, [start, end]] of spans.entries()) {
            expect(start).toBeGreaterThanOrEqual(i === 0 ? 0 : (spans[i - 1]?.[1] ?? 0) + 14);
            expect(end).toBeLessThanOrEqual(widthPx);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
