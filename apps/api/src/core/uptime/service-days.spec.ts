import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY_SECONDS, dayOf, foldDay, foldedUntil, historyOf, uptimeOf } from './service-days';
import type { JudgedProbe } from './state-seconds';

const TODAY = Date.parse('2026-11-23T00:00:00Z');
const moment = (day: number, second: number) => new Date(TODAY + (day * DAY_SECONDS + second) * 1000);
const everyHalfMinute = (from: Date, until: Date, status: JudgedProbe['status']): JudgedProbe[] =>
  Array.from({ length: (until.getTime() - from.getTime()) / 30_000 }, (_, index) => ({
    at: new Date(from.getTime() + index * 30_000),
    status,
    speaksUntil: new Date(from.getTime() + index * 30_000 + 60_000),
  }));
const day = (operational: number, degraded = 0, down = 0, date = '2026-11-23') => ({
  day: date,
  operational_seconds: operational,
  degraded_seconds: degraded,
  down_seconds: down,
  unobserved_seconds: DAY_SECONDS - operational - degraded - down,
});

describe('the last ninety days', () => {
  const probes = [
    ...everyHalfMinute(moment(-1, 43_200), moment(0, 3600), 'operational'),
    ...everyHalfMinute(moment(0, 3600), moment(0, 4500), 'down'),
  ];
  const now = moment(0, 4500);

  it('end with today, of which only what has passed is told', () => {
    const { days } = historyOf([], probes, now);
    expect([days.length, days[0]?.day, days[0]?.unobserved_seconds]).toEqual([90, '2026-08-26', DAY_SECONDS]);
    expect(days.slice(-2)).toEqual([
      day(43_200, 0, 0, '2026-11-22'),
      { ...day(3600, 0, 900), unobserved_seconds: 0 },
    ]);
  });

  it('are the same whatever part of them has been folded', () => {
    const whole = historyOf([], probes, now);
    fc.assert(
      fc.property(fc.integer({ min: -DAY_SECONDS, max: 4500 }), (second) => {
        const until = moment(0, second);
        const days = [moment(-1, 0), moment(0, 0)].filter((each) => each < until);
        const folded = days.map((each) => foldDay(each, probes, until));
        const end = foldedUntil(folded) ?? moment(-1, 0);
        const tail = probes.filter(({ speaksUntil }) => speaksUntil! > end);
        expect(historyOf(folded, tail, now)).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it('leave a day that was never finished and whose probes are gone unobserved for the rest', () => {
    const folded = [
      foldDay(moment(-9, 0), everyHalfMinute(moment(-9, 0), moment(-9, 600), 'operational'), moment(-9, 600)),
    ];
    const { days } = historyOf(folded, [], now);
    expect(days.at(-10)).toEqual(day(600, 0, 0, '2026-11-14'));
  });

  it('are UTC days', () => expect(dayOf(new Date('2026-11-22T23:59:59.999Z'))).toEqual(moment(-1, 0)));
});

describe('uptime', () => {
  it('is an interval: what nobody saw may have been up or down', () =>
    expect(uptimeOf([day(0), day(43_200, 21_600, 21_600), day(43_200)])).toEqual({
      days: 2,
      lower: 108_000 / 172_800,
      upper: 151_200 / 172_800,
      unobserved: 43_200 / 172_800,
    }));

  it('is not known where nothing was observed', () =>
    expect(uptimeOf([day(0), day(0)])).toEqual({ days: 0, lower: null, upper: null, unobserved: 1 }));
});
