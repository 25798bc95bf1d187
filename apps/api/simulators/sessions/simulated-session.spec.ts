import { describe, expect, it } from '@jest/globals';
import { SESSION_CARRIERS } from '@watchroom/contracts';
import fc from 'fast-check';
import { DAY_MS, HOUR_MS } from '../chance/rhythm';
import { CATEGORIES, qualityOf, sessionsOfHour, sessionsWithin } from './simulated-session';

const NOW = Date.parse('2026-11-23T10:30:00Z');
const month = [...sessionsWithin(NOW - 30 * DAY_MS, NOW)];
const hours = fc.integer({ min: 480_000, max: 520_000 }).map((hour) => hour * HOUR_MS);

describe('simulated sessions', () => {
  it('are the same at each call', () => {
    fc.assert(
      fc.property(hours, (hour) => {
        expect(sessionsOfHour(hour)).toEqual(sessionsOfHour(hour));
      }),
    );
  });

  it('start within their hour and last from 35 to 110 minutes', () => {
    for (const hour of [0, 1, 7, 200].map((n) => (480_000 + n) * HOUR_MS))
      for (const { startMs, endMs } of sessionsOfHour(hour)) {
        expect(Math.floor(startMs / HOUR_MS) * HOUR_MS).toBe(hour);
        expect((endMs - startMs) / 60_000).toBeGreaterThanOrEqual(34.9);
        expect((endMs - startMs) / 60_000).toBeLessThanOrEqual(110);
      }
  });

  it('are found by any part of their time, in any split of it', () => {
    const ids = (from: number, until: number) => [...sessionsWithin(from, until)].map(({ id }) => id);
    fc.assert(
      fc.property(hours, fc.nat(6 * HOUR_MS), fc.nat(6 * HOUR_MS), (from, first, second) => {
        const middle = from + first;
        const until = middle + second;
        const parts = new Set([...ids(from, middle), ...ids(middle, until)]);
        expect([...parts].toSorted()).toEqual(ids(from, until).toSorted());
      }),
    );
  });

  it('make a month of forty to fifty thousand, each with its own id, in all categories, one of them rare', () => {
    expect(month.length).toBeGreaterThan(40_000);
    expect(month.length).toBeLessThan(50_000);
    expect(new Set(month.map(({ id }) => id)).size).toBe(month.length);
    const share = (category: string) =>
      month.filter((session) => session.category === category).length / month.length;
    for (const category of Object.keys(CATEGORIES)) expect(share(category)).toBeGreaterThan(0);
    expect(share('Grief')).toBeLessThan(0.03);
  });

  it('run forty to a hundred at a time, more of them in the evening', () => {
    const meanAt = (hour: number) => {
      const days = Array.from({ length: 20 }, (_, day) => Date.parse('2026-10-05T00:00:00Z') + day * DAY_MS);
      const running = days.map((day) => [...sessionsWithin(day + hour * HOUR_MS, day + hour * HOUR_MS + 1)]);
      return running.flat().length / days.length;
    };
    expect(meanAt(18)).toBeGreaterThan(80);
    expect(meanAt(18)).toBeLessThan(110);
    expect(meanAt(6)).toBeGreaterThan(35);
    expect(meanAt(6)).toBeLessThan(60);
  });

  it('are enough on each carrier to say how they feel, but for a rare quarter of an hour at night', () => {
    const quarter = HOUR_MS / 4;
    const quarters = Array.from({ length: 14 * 96 }, (_, n) => NOW - n * quarter);
    const tooFew = quarters.filter((at) => {
      const reported = [...sessionsWithin(at - quarter, at)];
      return SESSION_CARRIERS.some(
        (carrier) => reported.filter((one) => one.provider === carrier).length < 20,
      );
    });
    expect(tooFew.length / quarters.length).toBeLessThan(0.05);
  });

  it('mostly have good connections, and tell the same each time they are asked', () => {
    const qualities = month.slice(0, 2_000).map((session) => qualityOf(session, 3));
    expect(month.slice(0, 2_000).map((session) => qualityOf(session, 3))).toEqual(qualities);
    const fine = qualities.filter((quality) => quality === 'excellent' || quality === 'good').length;
    expect(fine / qualities.length).toBeGreaterThan(0.7);
    expect(new Set(qualities).size).toBe(4);
  });
});
