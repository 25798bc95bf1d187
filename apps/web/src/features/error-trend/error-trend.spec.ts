import { describe, expect, it } from '@jest/globals';
import type { CurrentMetrics, ErrorBucket, Evidence, ThresholdCrossing } from '@watchroom/contracts';
import { ago, NOON, reading, someBucket, someCurrent, someEvidence, someTrend } from '../../testing/metrics';
import { errorRateState } from './error-rate.state';
import { crossingText, limitsOf, marksOf, pictureOf, rowOf, summaryOf } from './trend-points';

describe('error rate', () => {
  const stateOf = (error_rate_last_hour: number | null, evidence: Partial<Evidence> = {}) => {
    const current: CurrentMetrics = someCurrent({ error_rate_last_hour });
    current.evidence.error_rate_last_hour = someEvidence({ n: 12_040, ...evidence });
    return errorRateState(reading(current), NOON);
  };

  it('is no zero of now where the newest report is old', () => {
    expect(stateOf(0).kind).toBe('zero');
    expect(stateOf(0, { stale: true, newest_at: '2026-11-23T11:00:00Z' }).kind).toBe('stale');
  });

  it.each([
    [0.02, 'ok'],
    [0.0201, 'warning'],
    [0.05, 'warning'],
    [0.0501, 'critical'],
  ])('judges %s as %s', (rate, tone) =>
    expect(stateOf(rate)).toMatchObject({ kind: 'value', value: { tone } }),
  );
  it('tells an hour without errors, also though three errors are needed to judge a rate', () =>
    expect(stateOf(0, { too_few: true })).toMatchObject({ kind: 'zero', value: { tone: 'ok' } }));
  it('does not call a handful of requests a clean hour', () =>
    expect(stateOf(0, { too_few: true, n: 4 })).toMatchObject({ kind: 'too-few', n: 4 }));
  it('does not judge too few', () =>
    expect(stateOf(0.5, { too_few: true, n: 4 })).toMatchObject({
      kind: 'too-few',
      value: { tone: 'unknown' },
    }));
  it.each([
    [0, 20, 'zero'],
    [0, 19, 'too-few'],
    [0.01, 20, 'too-few'],
  ])('of %s of %i requests, which are too few for a rate, is %s', (rate, n, kind) =>
    expect(stateOf(rate, { too_few: true, n }).kind).toBe(kind),
  );
  it('has no traffic', () =>
    expect(stateOf(null, { n: 0 })).toEqual({
      kind: 'no-traffic',
      reason: 'No request arrived within the last hour.',
    }));
  it('is blind before the first report', () =>
    expect(stateOf(null, { n: 0, newest_at: null })).toEqual({
      kind: 'blind',
      reason: 'No service has reported its requests yet.',
    }));
  it('is stale, not quiet, when the reports stopped', () =>
    expect(stateOf(null, { n: 0, stale: true, newest_at: ago(400) })).toEqual({
      kind: 'stale',
      value: null,
      ageSeconds: 400,
    }));
  it('has no age where nobody knows when the reports stopped', () =>
    expect(stateOf(0.01, { stale: true, newest_at: null })).toMatchObject({
      kind: 'stale',
      ageSeconds: null,
      value: { tone: 'ok' },
    }));
  it('is stale when the reports stopped', () =>
    expect(stateOf(0.01, { stale: true, newest_at: ago(200) })).toMatchObject({
      kind: 'stale',
      ageSeconds: 200,
    }));
});

describe('trend', () => {
  const trend = someTrend({
    buckets: [
      someBucket({ start: ago(10_800), state: 'unobserved', requests: 0, errors: 0, error_rate: null }),
      someBucket({ start: ago(7200), state: 'no_traffic', requests: 0, errors: 0, error_rate: null }),
      someBucket({ start: ago(3600), state: 'critical', errors: 80, error_rate: 0.08 }),
      someBucket({ start: ago(0), state: 'ok', errors: 0, error_rate: 0 }),
    ],
    crossings: [
      { at: ago(3600), from: 'ok', to: 'critical' },
      { at: ago(0), from: 'critical', to: 'ok' },
      { at: ago(999_999), from: 'ok', to: 'warning' },
    ],
  });

  it('keeps a gap a gap, and tells no traffic from nobody looking', () => {
    expect(pictureOf(trend).steps.map(({ values, state, tone }) => [values[0], state, tone])).toEqual([
      [null, 'unobserved', 'unknown'],
      [null, 'no_traffic', 'unknown'],
      [8, 'value', 'critical'],
      [0, 'value', 'ok'],
    ]);
    expect(trend.buckets.map((bucket) => rowOf(bucket, 'UTC').word)).toEqual([
      'Not observed',
      'No traffic',
      'Critical',
      'Ok',
    ]);
  });

  it('does not colour an hour with too few requests, and says how few', () => {
    const few = someBucket({ requests: 5, errors: 2, error_rate: 0.4, too_few: true });
    expect(pictureOf(someTrend({ buckets: [few] })).steps).toMatchObject([
      { values: [40], tone: 'unknown', text: '40 %, 2 of 5 requests failed: too few to judge (n = 5)' },
    ]);
  });

  it('knows that only the last hour is filling', () =>
    expect(pictureOf(trend).steps.map((step) => step.isFilling)).toEqual([false, false, false, true]));

  it('names its limits with word and value, and where it is fine again while it is not', () => {
    expect(limitsOf(trend).map(({ label, value }) => [label, value])).toEqual([
      ['Warning 2 %', 2],
      ['Critical 5 %', 5],
    ]);
    expect(limitsOf(trend, true).map(({ label }) => label)).toEqual(['Fine again under 2 %', 'Critical 5 %']);
  });

  it('marks the crossings that lie in the chart', () =>
    expect(marksOf(trend)).toEqual([
      { atMs: NOON - 1_800_000, value: 8, tone: 'critical', isWorse: true },
      { atMs: NOON + 1_800_000, value: 0, tone: 'ok', isWorse: false },
    ]));

  it('is drawn as bars of percent, hour by hour', () => {
    const picture = pictureOf(trend);
    expect(picture).toMatchObject({
      kind: 'bars',
      unit: 'percent',
      series: ['Error rate'],
      breach: 'Above a threshold',
    });
    expect(picture.steps.map(({ startMs, endMs }) => [NOON - startMs, endMs - startMs])).toEqual([
      [10_800_000, 3_600_000],
      [7_200_000, 3_600_000],
      [3_600_000, 3_600_000],
      [0, 3_600_000],
    ]);
    expect(picture.limits.map(({ tone }) => tone)).toEqual(['warning', 'critical']);
    expect(pictureOf(trend, true).limits.map(({ tone }) => tone)).toEqual(['ok', 'critical']);
  });

  it.each<[Partial<ErrorBucket>, string]>([
    [{}, '1 %, 10 of 1,000 requests failed: ok'],
    [{ state: 'warning', error_rate: 0.03, errors: 30 }, '3 %, 30 of 1,000 requests failed: warning'],
    [{ state: 'no_traffic', error_rate: null }, 'no traffic'],
    [{ state: 'unobserved', error_rate: null }, 'not observed'],
  ])('says of the hour %j: %s', (more, text) =>
    expect(pictureOf(someTrend({ buckets: [someBucket(more)] })).steps[0]?.text).toBe(text),
  );

  it.each<[ThresholdCrossing['from'], ThresholdCrossing['to'], boolean]>([
    ['ok', 'warning', true],
    ['ok', 'critical', true],
    ['warning', 'critical', true],
    ['critical', 'warning', false],
    ['warning', 'ok', false],
    ['critical', 'ok', false],
  ])('from %s to %s is worse: %s', (from, to, isWorse) =>
    expect(marksOf({ ...trend, crossings: [{ at: ago(0), from, to }] })[0]).toMatchObject({
      isWorse,
      tone: to,
    }),
  );

  it('marks a crossing into an hour without a rate on the ground', () =>
    expect(marksOf({ ...trend, crossings: [{ at: ago(7200), from: 'critical', to: 'ok' }] })[0]?.value).toBe(
      0,
    ));

  it.each([
    ['UTC', 'Mon 12:00'],
    ['Europe/Berlin', 'Mon 13:00'],
  ])('names an hour in %s: %s', (zone, when) =>
    expect(rowOf(someBucket({ start: ago(0) }), zone).when.replace(',', '')).toBe(when),
  );

  it('counts hours of warning and of critical as above a threshold', () =>
    expect(
      summaryOf(
        someTrend({
          buckets: (['warning', 'critical', 'ok', 'no_traffic'] as const).map((state) =>
            someBucket({ state }),
          ),
        }),
      ),
    ).toMatch(/2 of 4 hours above a threshold\.$/));

  it('tells a crossing in words', () =>
    expect(crossingText({ at: ago(3600), from: 'ok', to: 'critical' }, NOON)).toMatch(
      /: from ok to critical$/,
    ));

  it('sums itself up', () => {
    expect(summaryOf(trend)).toBe(
      'Error rate by hour, last 4 hours: highest 8 %, 1 of 2 hours above a threshold.',
    );
    expect(summaryOf(someTrend({ buckets: [] }))).toMatch(/no hour with requests/);
  });
});
