import { describe, expect, it } from '@jest/globals';
import { LAST_DAY } from '../../lib/range';
import { someMetricHistory } from '../../testing/history';
import { NOON, someCurrent, someReason } from '../../testing/metrics';
import { hasFullHours } from './full-hours';
import { pictureOf, summaryOf } from './history-picture';

const { thresholds } = someCurrent();
const calm = { thresholds, reasons: [] };
const GAP = { state: 'unobserved', value: null, n: null, observed_minutes: 0 } as const;
const QUIET = { state: 'no_traffic', value: null, n: 0 } as const;

describe('history as a picture', () => {
  it('keeps gaps, and tells nobody looking from nothing happening', () => {
    const { steps } = pictureOf('errors', [someMetricHistory([{ value: 0.01, n: 200 }, GAP, QUIET])], calm);
    expect(steps.map(({ values, state, tone, text }) => [values[0], state, tone, text])).toEqual([
      [1, 'value', 'ok', '1 % of 200 requests failed'],
      [null, 'unobserved', 'unknown', 'not observed'],
      [null, 'no_traffic', 'unknown', 'no requests'],
    ]);
    expect(steps.map(({ startMs, endMs }) => [NOON - startMs, NOON - endMs])).toEqual([
      [2_700_000, 1_800_000],
      [1_800_000, 900_000],
      [900_000, 0],
    ]);
  });

  it.each([
    [0.02, {}, 'ok'],
    [0.021, {}, 'warning'],
    [0.051, {}, 'critical'],
    [0.5, { too_few: true }, 'unknown'],
  ])('judges an error rate of %s as the rules of health do', (value, more, tone) =>
    expect(pictureOf('errors', [someMetricHistory([{ value, ...more }])], calm).steps[0]?.tone).toBe(tone),
  );

  it('judges any time-out as critical, and a wait above 100 ms as a warning', () => {
    const tones = (chart: 'timeouts' | 'waits', values: number[]) =>
      pictureOf(chart, [someMetricHistory(values.map((value) => ({ value })))], calm).steps.map(
        ({ tone }) => tone,
      );
    expect(tones('timeouts', [0, 1])).toEqual(['ok', 'critical']);
    expect(tones('waits', [100, 101])).toEqual(['ok', 'warning']);
  });

  it('says where it is fine again while it is not', () => {
    const labels = (reasons: (typeof calm)['reasons']) =>
      pictureOf('response', [], { thresholds, reasons }).limits.map(({ tone, value, label }) => [
        tone,
        value,
        label,
      ]);
    expect(labels([])).toEqual([
      ['warning', 500, 'Warning 500 ms'],
      ['critical', 1000, 'Critical 1,000 ms'],
    ]);
    const firing = [someReason({ input: 'response_time_p95', state: 'degraded' })];
    expect(pictureOf('response', [], { thresholds, reasons: firing }).limits[0]).toEqual({
      tone: 'ok',
      value: 500,
      label: 'Fine again under 500 ms',
    });
    expect(pictureOf('response', [], { thresholds: undefined, reasons: firing }).limits).toEqual([]);
  });

  it('puts percentiles side by side by their moments, not by their places', () => {
    const [p95, p50] = [
      someMetricHistory([
        { value: 200, n: 9 },
        { value: 300, n: 9 },
      ]),
      someMetricHistory([{ value: 80 }]),
    ];
    expect(
      pictureOf('response', [p95, p50, p50], calm).steps.map(({ values, text }) => [values, text]),
    ).toEqual([
      [[200, null, null], 'p95 200 ms, p50 not known, p99 not known of 9 requests'],
      [[300, 80, 80], 'p95 300 ms, p50 80 ms, p99 80 ms of 9 requests'],
    ]);
  });

  it('tells requests by the minutes that were observed, and says when those are not all', () => {
    const history = someMetricHistory([
      { value: 300, n: 300 },
      { value: 100, n: 100, observed_minutes: 5 },
    ]);
    expect(pictureOf('requests', [history], calm).steps.map(({ values, text }) => [values[0], text])).toEqual(
      [
        [20, '20 requests a minute, 300 in all'],
        [20, '20 requests a minute, 100 in all, 5 of 15 minutes observed'],
      ],
    );
  });

  it('tells the least and the most of active sessions', () => {
    const history = someMetricHistory([
      { value: 20.5, min: 18, max: 25 },
      { value: 1, min: 1, max: 1 },
    ]);
    expect(pictureOf('sessions', [history], calm).steps.map(({ span, text }) => [span, text])).toEqual([
      [[18, 25], '20.5 sessions on average, 18 to 25'],
      [[1, 1], '1 session'],
    ]);
  });

  it('tells connections in use against all that there are, with the most at one moment, and judges none of it', () => {
    const history = someMetricHistory([
      { value: 0.125, max: 0.5, waiting_max: 0 },
      { value: 0.9, max: 1, waiting_max: 1, observed_minutes: 3 },
      GAP,
      { value: 0, max: 0.1, waiting_max: 0, filling: true },
    ]);
    const picture = pictureOf('use', [history], calm);
    expect(picture.steps.map(({ values, span, tone, text }) => [values[0], span, tone, text])).toEqual([
      [12.5, [12.5, 50], 'unknown', '12.5 % in use on average, 50 % at most'],
      [
        ...[90, [90, 100], 'unknown'],
        '90 % in use on average, 100 % at most, up to 1 caller waiting, 3 of 15 minutes observed',
      ],
      [null, null, 'unknown', 'not observed'],
      [0, [0, 10], 'unknown', '0 % in use on average, 10 % at most'],
    ]);
    expect(picture.limits).toEqual([{ tone: 'bound', value: 100, label: 'All connections 100 %' }]);
    expect(picture.breach).toBeNull();
    expect(summaryOf('use', picture, LAST_DAY, 'UTC')).toBe(
      'Last 24 hours by 15 minutes: 0 % to 90 % in use, 1 of 4 steps not observed. UTC.',
    );
  });

  it('says nothing of the most where the server does not', () => {
    const step = pictureOf('use', [someMetricHistory([{ value: 0.2 }])], calm).steps[0];
    expect([step?.span, step?.text]).toEqual([null, '20 % in use on average']);
  });

  it('sums itself up', () => {
    const of = (points: Parameters<typeof someMetricHistory>[0]) =>
      summaryOf('errors', pictureOf('errors', [someMetricHistory(points)], calm), LAST_DAY, 'UTC');
    expect(of([{ value: 0.01 }, { value: 0.08 }, GAP])).toBe(
      'Last 24 hours by 15 minutes: 1 % to 8 %, 1 of 3 steps above a limit, 1 of 3 steps not observed. UTC.',
    );
    expect(of([GAP])).toBe('Last 24 hours by 15 minutes: nothing was seen, 1 of 1 steps not observed. UTC.');
  });

  it('keeps a day of 25 hours one step', () => {
    const start = '2026-10-24T22:00:00.000Z';
    const history = someMetricHistory([{ start, seconds: 90_000, observed_minutes: 1500 }], {
      step_seconds: 86_400,
    });
    const picture = pictureOf('sessions', [history], calm);
    expect(picture.steps[0]?.endMs).toBe(Date.parse('2026-10-25T23:00:00Z'));
    expect(summaryOf('sessions', picture, LAST_DAY, 'Europe/Berlin')).toMatch(
      /by day: 20 sessions throughout/,
    );
  });
});

it.each([
  ['Europe/Berlin', true],
  ['Asia/Kathmandu', false],
  ['Australia/Lord_Howe', false],
])('days of %s can be told from hours: %s', (zone, can) =>
  expect(hasFullHours(zone, NOON - 400 * 86_400_000, NOON)).toBe(can),
);
