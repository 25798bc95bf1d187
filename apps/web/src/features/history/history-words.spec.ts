import { describe, expect, it } from '@jest/globals';
import type { HistoryPoint } from '@watchroom/contracts';
import { LAST_DAY, type ShownRange } from '../../lib/range';
import { someMetricHistory } from '../../testing/history';
import { NOON, someCurrent } from '../../testing/metrics';
import type { ChartKey } from './charts';
import { pictureOf, summaryOf } from './history-picture';

const calm = { thresholds: someCurrent().thresholds, reasons: [] };
const GAP = { state: 'unobserved', value: null, n: null, observed_minutes: 0 } as const;
const QUIET = { state: 'no_traffic', value: null, n: 0 } as const;

describe('a step of', () => {
  /** The first step of a chart of points like this. */
  const first = (chart: ChartKey, more: Partial<HistoryPoint>) =>
    pictureOf(chart, [someMetricHistory([more])], calm).steps[0];

  it.each<[ChartKey, Partial<HistoryPoint>, string]>([
    ['sessions', { value: 2, min: 2, max: 2 }, '2 sessions'],
    ['sessions', { value: 2, min: null, max: 3 }, '2 sessions'],
    ['sessions', { value: 2, min: 1, max: null }, '2 sessions'],
    ['sessions', { value: 1.26, min: 1, max: 2 }, '1.3 sessions on average, 1 to 2'],
    ['sessions', { value: 1234, min: 1000, max: 2000 }, '1,234 sessions on average, 1,000 to 2,000'],
    ['sessions', { value: 1.04, min: 1, max: 2 }, '1 session on average, 1 to 2'],
    ['sessions', { value: 0.96, min: 0, max: 1 }, '1 session on average, 0 to 1'],
    ['sessions', QUIET, 'nobody in a session'],
    ['quality', { value: 3.2 }, 'good, 3.2 of 4'],
    ['quality', { value: 3.5 }, 'excellent, 3.5 of 4'],
    ['quality', { value: 1.49 }, 'poor, 1.5 of 4'],
    ['quality', { value: 1 }, 'poor, 1.0 of 4'],
    ['quality', { value: 2 }, 'fair, 2.0 of 4'],
    ['quality', { value: 4 }, 'excellent, 4.0 of 4'],
    ['quality', QUIET, 'no session told its quality'],
    ['requests', { value: 15_000, n: 15_000 }, '1,000 requests a minute, 15,000 in all'],
    ['requests', { value: 150, n: 150 }, '10 requests a minute, 150 in all'],
    ['requests', { value: 31, n: 31 }, '2.1 requests a minute, 31 in all'],
    ['requests', { value: 3, n: null, observed_minutes: 0, filling: true }, '3 requests a minute, 0 in all'],
    ['requests', QUIET, 'no requests'],
    ['errors', { value: 0.5, n: 1, too_few: true }, '50 % of 1 request failed, too few to judge'],
    ['errors', { value: null, too_few: true, state: 'no_traffic' }, 'no requests'],
    ['response', { value: 182.4, n: 1 }, '1 in 20 slower than 182 ms, of 1 request'],
    ['response', { value: 182.4, n: null }, '1 in 20 slower than 182 ms, of 0 requests'],
    ['response', QUIET, 'no requests'],
    ['waits', { value: 0.4, n: 12 }, '1 in 20 longer than 0.4 ms, of 12 waits'],
    ['waits', QUIET, 'nobody asked for a connection'],
    ['timeouts', { value: 0 }, 'no time-out'],
    ['timeouts', { value: 1 }, '1 time-out'],
    ['timeouts', { value: 12 }, '12 time-outs'],
    ['timeouts', QUIET, 'nobody asked for a connection'],
    ['timeouts', { value: 0, observed_minutes: 14 }, 'no time-out, 14 of 15 minutes observed'],
    ['timeouts', { value: 0, observed_minutes: 14, filling: true }, 'no time-out'],
    ['timeouts', GAP, 'not observed'],
  ])('%s of %j are told in words', (chart, point, text) => expect(first(chart, point)?.text).toBe(text));
});

describe('a chart in a sentence', () => {
  it.each<[ChartKey, number, number, string]>([
    ['sessions', 17, 17, '17 sessions throughout'],
    ['sessions', 17, 20.25, '17 to 20 sessions'],
    ['quality', 3, 3.6, 'good (3.0) to excellent (3.6)'],
    ['requests', 15, 300, '1 to 20 a minute'],
    ['response', 80, 180, '1 in 20 slower than 80 ms to 180 ms'],
    ['timeouts', 0, 0, '0 time-outs throughout'],
    ['timeouts', 1, 1, '1 time-out throughout, 2 of 2 above a limit'],
    ['sessions', 1, 1.02, '1 session throughout'],
  ])('of %s between %s and %s says %s', (chart, low, high, text) => {
    const picture = pictureOf(chart, [someMetricHistory([{ value: low }, { value: high }])], calm);
    expect(summaryOf(chart, picture, LAST_DAY, 'UTC')).toBe(`Last 24 hours by 15 minutes: ${text}. UTC.`);
  });

  const between: ShownRange = { kind: 'between', fromMs: NOON - 3_600_000, toMs: NOON };
  it.each<[number, ShownRange, string]>([
    [60, { kind: 'last', key: '1h', seconds: 3600 }, 'Last hour by minute'],
    [300, between, 'Chosen time by 5 minutes'],
    [3600, between, 'Chosen time by hour'],
    [21_600, between, 'Chosen time by 6 hours'],
    [82_800, between, 'Chosen time by day'],
  ])('names steps of %i s', (step_seconds, range, text) => {
    const picture = pictureOf('sessions', [someMetricHistory([{}], { step_seconds })], calm);
    expect(summaryOf('sessions', picture, range, 'Europe/Berlin')).toMatch(
      new RegExp(`^${text}: .*\\. Local time \\(Europe/Berlin\\)\\.$`),
    );
  });

  it('says so where there is no step at all', () =>
    expect(summaryOf('errors', pictureOf('errors', [], calm), LAST_DAY, 'UTC')).toBe(
      'Last 24 hours: nothing was seen. UTC.',
    ));

  it('sums itself up', () => {
    const of = (points: Parameters<typeof someMetricHistory>[0]) =>
      summaryOf('errors', pictureOf('errors', [someMetricHistory(points)], calm), LAST_DAY, 'UTC');
    expect(of([{ value: 0.01 }, { value: 0.08 }, GAP])).toBe(
      'Last 24 hours by 15 minutes: 1 % to 8 %, 1 of 3 above a limit, nobody was measuring for 15 min. UTC.',
    );
    expect(of([{ value: 0.02 }, { value: 0.001, filling: true }])).toBe(
      'Last 24 hours by 15 minutes: 2 % throughout. UTC.',
    );
    expect(of([{ value: 0.02, filling: true }])).toBe('Last 24 hours by 15 minutes: 2 % throughout. UTC.');
    expect(of([{ value: 0.02 }, { ...GAP, filling: true }])).toBe(
      'Last 24 hours by 15 minutes: 2 % throughout. UTC.',
    );
    expect(of([GAP])).toBe(
      'Last 24 hours by 15 minutes: nothing was seen, nobody was measuring for 15 min. UTC.',
    );
    expect(of([{ value: 0.03 }, { value: 0.08 }, { value: 0.01 }])).toMatch(/2 of 3 above a limit/);
  });
});
