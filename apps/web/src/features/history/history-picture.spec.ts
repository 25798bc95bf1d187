import { describe, expect, it } from '@jest/globals';
import type { HealthReason, HistoryPoint } from '@watchroom/contracts';
import { LAST_DAY } from '../../lib/range';
import { someMetricHistory } from '../../testing/history';
import { NOON, someCurrent, someReason } from '../../testing/metrics';
import { type ChartKey, CHARTS } from './charts';
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
      [[200, null, null], '1 in 20 slower than 200 ms, of 9 requests'],
      [
        [300, 80, 80],
        '1 in 20 slower than 300 ms, half slower than 80 ms, 1 in 100 slower than 80 ms, of 9 requests',
      ],
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
      [[18, 25], '21 sessions on average, 18 to 25'],
      [[1, 1], '1 session'],
    ]);
  });

  it('tells the sessions of one provider beside those of which nobody told one', () => {
    const picture = pictureOf(
      'provider',
      [
        someMetricHistory([{ value: 5.5, min: 4, max: 7 }, { value: 1, min: 1, max: 1 }, GAP]),
        someMetricHistory([{ value: 2 }, { value: 0 }, GAP]),
      ],
      calm,
    );
    expect(picture.steps.map(({ values, span, state, text }) => [values, span, state, text])).toEqual([
      [[5.5, 2], [4, 7], 'value', '5.5 sessions on average, 4 to 7; of 2 more nobody told the provider'],
      [[1, 0], [1, 1], 'value', '1 session'],
      [[null, null], null, 'unobserved', 'not observed'],
    ]);
  });

  /** The first step of a chart of points like this. */
  const first = (chart: ChartKey, more: Partial<HistoryPoint>) =>
    pictureOf(chart, [someMetricHistory([more])], calm).steps[0];

  it.each<[Partial<HistoryPoint>, [number, number] | null]>([
    [{ min: 0, max: 3 }, [0, 3]],
    [{ min: 1 }, null],
    [{ max: 3 }, null],
    [{ min: null, max: null }, null],
  ])('has of %j the span %j', (more, span) => expect(first('sessions', more)?.span).toEqual(span));

  it.each<[ChartKey, string | null, string, string]>([
    ['sessions', null, 'lines', 'count'],
    ['provider', null, 'lines', 'count'],
    ['quality', null, 'lines', 'score'],
    ['requests', null, 'lines', 'count'],
    ['errors', 'Above a limit', 'bars', 'percent'],
    ['response', 'Above a limit', 'lines', 'ms'],
    ['waits', 'Above a limit', 'lines', 'ms'],
    ['timeouts', 'Above a limit', 'bars', 'count'],
  ])('%s are judged: %s; drawn as %s of %s', (chart, breach, kind, unit) =>
    expect(pictureOf(chart, [], calm)).toMatchObject({ breach, kind, unit, steps: [], marks: [] }),
  );

  it('asks for what each chart shows, the judged one first', () =>
    expect(
      Object.fromEntries(
        Object.entries(CHARTS).map(([key, { metrics, series }]) => [key, [metrics, series]]),
      ),
    ).toEqual({
      sessions: [['active_sessions'], ['Sessions']],
      provider: [
        ['active_sessions', 'active_sessions'],
        ['With this service', 'Provider not told'],
      ],
      quality: [['connection_quality'], ['Quality']],
      requests: [['requests'], ['Requests a minute']],
      errors: [['error_rate'], ['Error rate']],
      response: [
        ['response_time_p95', 'response_time_p50', 'response_time_p99'],
        ['1 in 20 slower (p95)', 'half slower (p50)', '1 in 100 slower (p99)'],
      ],
      waits: [
        ['pool_wait_p95', 'pool_wait_p50'],
        ['1 in 20 longer (p95)', 'half longer (p50)'],
      ],
      timeouts: [['pool_timeouts'], ['Time-outs']],
      use: [['pool_use'], ['In use']],
    }));

  it.each<[ChartKey, HealthReason['input'], HealthReason['state'], string[]]>([
    ['errors', 'error_rate', 'critical', ['Fine again under 2 %', 'Critical 5 %']],
    ['errors', 'error_rate', 'unknown', ['Warning 2 %', 'Critical 5 %']],
    ['errors', 'response_time_p95', 'critical', ['Warning 2 %', 'Critical 5 %']],
    ['waits', 'database_pool', 'degraded', ['Fine again under 100 ms']],
    ['waits', 'database', 'critical', ['Warning 100 ms']],
    ['timeouts', 'database_pool', 'critical', []],
    ['sessions', 'sessions', 'unknown', []],
    ['requests', 'error_rate', 'critical', []],
    ['quality', 'sessions', 'degraded', []],
  ])('%s have, while %s is %s, the lines %j', (chart, input, state, labels) =>
    expect(
      pictureOf(chart, [], { thresholds, reasons: [someReason({ input, state })] }).limits.map(
        ({ label }) => label,
      ),
    ).toEqual(labels),
  );

  it.each<[ChartKey, number, string]>([
    ['sessions', 1e6, 'unknown'],
    ['quality', 1, 'unknown'],
    ['requests', 1e6, 'unknown'],
    ['response', 500, 'ok'],
    ['response', 500.1, 'warning'],
    ['response', 1000, 'warning'],
    ['response', 1000.1, 'critical'],
  ])('%s of %s are %s', (chart, value, tone) => expect(first(chart, { value })?.tone).toBe(tone));

  it.each<[ChartKey, string]>([
    ['errors', 'unknown'],
    ['response', 'unknown'],
    ['waits', 'warning'],
    ['timeouts', 'critical'],
  ])('%s before the thresholds are known: %s', (chart, tone) =>
    expect(
      pictureOf(chart, [someMetricHistory([{ value: 5000 }])], { thresholds: undefined, reasons: [] })
        .steps[0]?.tone,
    ).toBe(tone),
  );

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
