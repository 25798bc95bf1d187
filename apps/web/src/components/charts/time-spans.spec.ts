import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NOON } from '../../testing/metrics';
import { someStep, someSteps } from '../../testing/pictures';
import { breachSpans, indexAt, quietSpans, spanText, unobservedSpans } from './time-spans';

const DAY = 86_400_000;
describe('spans', () => {
  const steps = someSteps([
    { tone: 'warning' },
    { tone: 'warning' },
    { tone: 'critical' },
    { state: 'unobserved', tone: 'unknown' },
    { state: 'unobserved', tone: 'unknown' },
    { state: 'no_traffic', tone: 'unknown' },
    { tone: 'warning' },
  ]);

  it('join neighbours of a kind, and only these', () => {
    expect(breachSpans(steps)).toEqual([
      { kind: 'warning', startMs: 0, endMs: 20 },
      { kind: 'critical', startMs: 20, endMs: 30 },
      { kind: 'warning', startMs: 60, endMs: 70 },
    ]);
    expect(unobservedSpans(steps)).toMatchObject([{ startMs: 30, endMs: 50 }]);
    expect(quietSpans(steps)).toMatchObject([{ startMs: 50, endMs: 60 }]);
  });

  it('do not reach over a hole between two steps', () =>
    expect(
      breachSpans([
        someStep({ startMs: 0, endMs: 10, tone: 'critical' }),
        someStep({ startMs: 20, endMs: 30, tone: 'critical' }),
      ]),
    ).toHaveLength(2));

  it.each([
    [null, null],
    [-1, null],
    [0, 0],
    [9, 0],
    [10, 1],
    [19, 1],
    [69, 6],
    [70, null],
  ])('the moment %s lies in step %s', (atMs, index) => expect(indexAt(steps, atMs)).toBe(index));

  it('has no step in nothing', () => expect(indexAt([], 5)).toBeNull());

  it('finds the step of any moment, among any number of steps with holes between them', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 3 })), { maxLength: 40 }),
        fc.integer({ min: -2, max: 300 }),
        (lengths, atMs) => {
          let end = 0;
          const any = lengths.map(([length, hole]) => {
            const startMs = end + hole;
            end = startMs + length;
            return someStep({ startMs, endMs: end });
          });
          const found = any.findIndex(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
          expect(indexAt(any, atMs)).toBe(found === -1 ? null : found);
        },
      ),
    ));

  it.each([
    ['a step over midnight', '2026-11-23T17:00:00Z', 6 * 3_600_000, 'Mon 23 Nov, 18:00 to 00:00'],
    ['a step across midnight', '2026-11-23T20:00:00Z', 6 * 3_600_000, 'Mon 23 Nov, 21:00 to 03:00'],
    ['a day', '2026-11-22T23:00:00Z', DAY, 'Mon 23 Nov'],
    ['a day of 23 hours', '2026-03-28T23:00:00Z', 23 * 3_600_000, 'Sun 29 Mar'],
    ['the last 24 hours', '2026-11-22T12:00:00Z', DAY, 'Sun 22 Nov, 13:00 to Mon 23 Nov, 13:00'],
    ['nearly a day from midnight', '2026-11-22T23:00:00Z', 22 * 3_600_000, 'Mon 23 Nov, 00:00 to 22:00'],
    ['two days', '2026-11-21T23:00:00Z', 2 * DAY, 'Sun 22 Nov, 00:00 to Tue 24 Nov, 00:00'],
  ])('%s is told in words', (_, start, lengthMs, text) => {
    const startMs = Date.parse(start);
    expect(spanText({ startMs, endMs: startMs + lengthMs }, 'Europe/Berlin')).toBe(text);
  });

  it('of a day in UTC is a day there only', () => {
    const startMs = NOON - DAY / 2;
    expect(spanText({ startMs, endMs: startMs + DAY }, 'UTC')).toBe('Mon 23 Nov');
    expect(spanText({ startMs, endMs: startMs + DAY }, 'Europe/Berlin')).toMatch(
      /01:00 to Tue 24 Nov, 01:00$/,
    );
  });

  it('in words are told in the zone', () => {
    const at = (text: string) => Date.parse(text);
    const quarter = { startMs: at('2026-11-23T13:15:00Z'), endMs: at('2026-11-23T13:30:00Z') };
    expect(spanText(quarter, 'UTC')).toBe('Mon 23 Nov, 13:15 to 13:30');
    expect(spanText(quarter, 'Europe/Berlin')).toBe('Mon 23 Nov, 14:15 to 14:30');
    const long = { startMs: at('2026-10-24T22:00:00Z'), endMs: at('2026-10-25T23:00:00Z') };
    expect(spanText(long, 'Europe/Berlin')).toBe('Sun 25 Oct');
  });
});
