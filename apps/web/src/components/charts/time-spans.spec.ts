import { describe, expect, it } from '@jest/globals';
import type { TimeStep } from './time-chart.types';
import { breachSpans, indexAt, quietSpans, spanText, unobservedSpans } from './time-spans';

const step = (index: number, more: Partial<TimeStep> = {}): TimeStep => ({
  startMs: index * 10,
  endMs: index * 10 + 10,
  values: [1],
  span: null,
  state: 'value',
  tone: 'ok',
  isFilling: false,
  text: '',
  ...more,
});

describe('spans', () => {
  const steps = [
    step(0, { tone: 'warning' }),
    step(1, { tone: 'warning' }),
    step(2, { tone: 'critical' }),
    step(3, { state: 'unobserved', tone: 'unknown' }),
    step(4, { state: 'unobserved', tone: 'unknown' }),
    step(5, { state: 'no_traffic', tone: 'unknown' }),
    step(6, { tone: 'warning' }),
  ];

  it('join neighbours of a kind, and only these', () => {
    expect(breachSpans(steps)).toEqual([
      { kind: 'warning', startMs: 0, endMs: 20 },
      { kind: 'critical', startMs: 20, endMs: 30 },
      { kind: 'warning', startMs: 60, endMs: 70 },
    ]);
    expect(unobservedSpans(steps)).toMatchObject([{ startMs: 30, endMs: 50 }]);
    expect(quietSpans(steps)).toMatchObject([{ startMs: 50, endMs: 60 }]);
  });

  it.each([
    [-1, null],
    [0, 0],
    [19, 1],
    [69, 6],
    [70, null],
  ])('the moment %s lies in step %s', (atMs, index) => expect(indexAt(steps, atMs)).toBe(index));

  it('in words are told in the zone', () => {
    const at = (text: string) => Date.parse(text);
    const quarter = { startMs: at('2026-11-23T13:15:00Z'), endMs: at('2026-11-23T13:30:00Z') };
    expect(spanText(quarter, 'UTC')).toBe('Mon 23 Nov, 13:15 to 13:30');
    expect(spanText(quarter, 'Europe/Berlin')).toBe('Mon 23 Nov, 14:15 to 14:30');
    const long = { startMs: at('2026-10-24T22:00:00Z'), endMs: at('2026-10-25T23:00:00Z') };
    expect(spanText(long, 'Europe/Berlin')).toBe('Sun 25 Oct');
  });
});
