import { describe, expect, it } from '@jest/globals';
import { NOON } from '../../testing/metrics';
import { someStep } from '../../testing/pictures';
import type { TimePicture } from './time-chart.types';
import { rangeText, timeSheet } from './time-sheet';

const QUARTER = 900_000;
const DAY = 86_400_000;
const picture = (steps: TimePicture['steps']): TimePicture => ({
  kind: 'lines',
  unit: 'ms',
  series: ['p95', 'p50'],
  steps,
  limits: [],
  marks: [],
  breach: null,
});

it('is a row a step in UTC, with the unit in the name of each series', () =>
  expect(
    timeSheet(
      picture([
        someStep({ values: [182.4, 80] }),
        someStep({ startMs: NOON, endMs: NOON + QUARTER, values: [null, null], state: 'unobserved' }),
      ]),
    ),
  ).toEqual({
    columns: ['from_utc', 'to_utc', 'p95 (ms)', 'p50 (ms)', 'seen'],
    rows: [
      ['2026-11-23T11:45:00.000Z', '2026-11-23T12:00:00.000Z', 182.4, 80, 'value'],
      ['2026-11-23T12:00:00.000Z', '2026-11-23T12:15:00.000Z', null, null, 'unobserved'],
    ],
  }));

describe('the span of a chart', () => {
  it.each([
    ['nothing', [], ''],
    ['one step', [someStep()], 'Mon 23 Nov, 12:45 to 13:00'],
    [
      'an hour',
      [someStep({ startMs: NOON - 4 * QUARTER, endMs: NOON - QUARTER }), someStep()],
      'Mon 23 Nov, 12:00 to 13:00',
    ],
    [
      'a day up to now',
      [someStep({ startMs: NOON - DAY, endMs: NOON - QUARTER }), someStep()],
      'Sun 22 Nov, 13:00 to Mon 23 Nov, 13:00',
    ],
    [
      'a week up to now',
      [someStep({ startMs: NOON - 7 * DAY, endMs: NOON - QUARTER }), someStep()],
      'Mon 16 Nov, 13:00 to Mon 23 Nov, 13:00',
    ],
  ])('of %s', (_, steps, text) => expect(rangeText(picture(steps), 'Europe/Berlin')).toBe(text));
});
