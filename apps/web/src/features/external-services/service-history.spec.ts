import { describe, expect, it } from '@jest/globals';
import type { Uptime } from '@watchroom/contracts';
import fc from 'fast-check';
import { someDay } from '../../testing/metrics';
import { barsOf } from './day-bars';
import { daysSheet } from './service-sheets';
import { dayText, uptimeSpan, uptimeText, uptimeWords } from './uptime-text';

describe('uptime in words', () => {
  const uptime = (lower: number | null, upper: number | null, unobserved: number): Uptime => ({
    days: 90,
    lower,
    upper,
    unobserved,
  });

  it.each([
    [uptime(0.992, 0.998, 0.006), '99.2–99.8 %, 0.6 % unobserved'],
    [uptime(0.99234, 0.99861, 0.00627), '99.2–99.9 %, 0.7 % unobserved'],
    [uptime(0.99289, 0.99811, 0.00522), '99.2–99.9 %, 0.6 % unobserved'],
    [uptime(1, 1, 0), '100 %, 0 % unobserved'],
    [uptime(0.5, 0.5, 0), '50 %, 0 % unobserved'],
    [uptime(0.99996, 0.99999, 0.00003), '99.99 %, 0.01 % unobserved'],
    [uptime(0, 0.99999, 0.99999), '0–99.99 %, 99.99 % unobserved'],
    [uptime(null, null, 1), 'Not observed yet'],
    [uptime(null, 1, 1), 'Not observed yet'],
    [uptime(0.5, null, 1), 'Not observed yet'],
    [uptime(0.999, 0.9991, 0), '99.9–99.91 %, 0 % unobserved'],
    [uptime(0.001, 0.0011, 0.0005), '0.1–0.2 %, 0.05 % unobserved'],
    [uptime(0.0009, 0.9, 0.1), '0.09–90 %, 10 % unobserved'],
  ])('of %j', (interval, text) => expect(uptimeText(interval)).toBe(text));

  it('holds the truth: is never narrower than what was measured', () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.9998, noNaN: true }),
        fc.double({ min: 0.001, max: 0.9998, noNaN: true }),
        (a, b) => {
          const [lower, upper] = [Math.min(a, b), Math.max(a, b)];
          const ends = uptimeText(uptime(lower, upper, 0))
            .replace(/ %.*/, '')
            .split('–')
            .map(Number);
          expect(ends[0]! / 100).toBeLessThanOrEqual(lower + 1e-9);
          expect(ends.at(-1)! / 100).toBeGreaterThanOrEqual(upper - 1e-9);
        },
      ),
    ));

  it('tells everything or nothing only of what is', () =>
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (share) => {
        const told = uptimeText(uptime(share, share, 0));
        expect(told).not.toMatch(/^(100|0)(–| %)|–100 %/);
      }),
    ));

  it('says how many days it covers', () =>
    expect([uptimeSpan(uptime(1, 1, 0)), uptimeSpan({ ...uptime(null, null, 1), days: 0 })]).toEqual([
      '90 days',
      '',
    ]));
});

describe('uptime of a service that was watched for a part of the time', () => {
  const told = (operational_seconds: number, down_seconds: number) => {
    const seen = operational_seconds + down_seconds;
    const unobserved = 1 - seen / 86_400;
    const upper = (operational_seconds + 86_400 - seen) / 86_400;
    return uptimeWords({
      days: [
        ...Array.from({ length: 89 }, () => someDay({ operational_seconds: 0, unobserved_seconds: 86_400 })),
        someDay({ operational_seconds, down_seconds, unobserved_seconds: 86_400 - seen }),
      ],
      uptime: { days: 1, lower: operational_seconds / 86_400, upper, unobserved },
    });
  };

  it.each([
    [26, 0, ['Watched for 26 seconds of the last 90 days, always up']],
    [7300, 0, ['Watched for 2 hours of the last 90 days, always up']],
    [7200, 1, ['Watched for 2 hours of the last 90 days, 99.98 % up']],
    [0, 60, ['Watched for 1 minute of the last 90 days, 0 % up']],
    [86_000, 400, ['99.5–99.6 %, 0 % unobserved', '1 day']],
    [77_760, 0, ['90–100 %, 10 % unobserved', '1 day']],
    [77_759, 0, ['Watched for 21 hours of the last 90 days, always up']],
  ])('%i s up, %i s down', (up, down, words) => expect(told(up, down)).toEqual(words));

  it('is not told of one that nobody watched', () =>
    expect(uptimeWords({ days: [], uptime: { days: 0, lower: null, upper: null, unobserved: 1 } })).toEqual([
      'Not observed yet',
    ]));
});

describe('days', () => {
  it.each([
    [someDay({ operational_seconds: 86_400 }), 'Mon 23 Nov: operational all day'],
    [
      someDay({ operational_seconds: 80_000, down_seconds: 900, unobserved_seconds: 5500 }),
      'Mon 23 Nov: operational 22 h 13 min, down 15 min, not observed 1 h 31 min',
    ],
    [someDay({ operational_seconds: 0, unobserved_seconds: 86_400 }), 'Mon 23 Nov: not observed all day'],
    [
      someDay({ operational_seconds: 43_000, degraded_seconds: 43_400 }),
      'Mon 23 Nov: operational 11 h 56 min, degraded 12 h 3 min',
    ],
    [someDay({ operational_seconds: 0, down_seconds: 1 }), 'Mon 23 Nov: down 1 s'],
    [someDay(), 'Mon 23 Nov: operational 12 h'],
    [someDay({ operational_seconds: 0 }), 'Mon 23 Nov: just begun'],
  ])('in words: %j', (day, text) => expect(dayText(day)).toBe(text));

  it('as bars: trouble at the bottom, never too small to be seen, what nobody saw on top', () => {
    const [whole, filling, unseen] = barsOf([
      someDay({
        operational_seconds: 80_000,
        down_seconds: 60,
        degraded_seconds: 60,
        unobserved_seconds: 6280,
      }),
      someDay({ operational_seconds: 21_600 }),
      someDay({ operational_seconds: 0, unobserved_seconds: 86_400 }),
    ]);
    expect(whole?.parts.map(({ tone }) => tone)).toEqual(['critical', 'warning', 'ok', null]);
    expect(whole?.parts[0]?.share).toBe(0.14);
    expect(filling?.parts).toEqual([{ tone: 'ok', share: 0.25 }]);
    expect(unseen?.parts).toEqual([{ tone: null, share: 1 }]);
  });

  it('are a row each in a file', () =>
    expect(daysSheet([someDay({ degraded_seconds: 1, down_seconds: 2, unobserved_seconds: 3 })])).toEqual({
      columns: ['day_utc', 'operational_s', 'degraded_s', 'down_s', 'unobserved_s'],
      rows: [['2026-11-23', 43_200, 1, 2, 3]],
    }));

  it.each([
    [12_096, 0.14],
    [12_097, 12_097 / 86_400],
    [43_200, 0.5],
  ])('as bars show %s s of trouble as %s of the height', (down_seconds, share) =>
    expect(barsOf([someDay({ down_seconds })])[0]?.parts[0]).toEqual({ tone: 'critical', share }),
  );

  it('as bars are as high as the part of the day that has passed', () => {
    const seconds = fc.nat(21_600);
    fc.assert(
      fc.property(seconds, seconds, seconds, seconds, (operational, degraded, down, unobserved) => {
        const [bar] = barsOf([
          someDay({
            operational_seconds: operational,
            degraded_seconds: degraded,
            down_seconds: down,
            unobserved_seconds: unobserved,
          }),
        ]);
        const height = bar!.parts.reduce((sum, { share }) => sum + share, 0);
        expect(height).toBeCloseTo((operational + degraded + down + unobserved) / 86_400, 9);
        expect(bar!.parts.every(({ share }) => share > 0)).toBe(true);
      }),
    );
  });
});
