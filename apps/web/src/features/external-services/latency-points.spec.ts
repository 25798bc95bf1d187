import { expect, it } from '@jest/globals';
import type { ProbeLatency } from '@watchroom/contracts';
import { latencyPicture, latencySummary } from './latency-points';
import { latencySheet } from './service-sheets';

const stretch = (more: Partial<ProbeLatency>): ProbeLatency => ({
  start: '2026-11-23T11:50:00.000Z',
  answered: 20,
  failed: 0,
  p50_ms: 80,
  max_ms: 140,
  ...more,
});
const broken = stretch({ answered: 0, failed: 3, p50_ms: null, max_ms: null });
const silent = stretch({ answered: 0, p50_ms: null, max_ms: null });

it('keeps a gap a gap, and tells one that nobody saw from one without an answer', () =>
  expect(
    latencyPicture([stretch({}), broken, silent]).steps.map(({ values, state, tone, text }) => [
      values,
      state,
      tone,
      text,
    ]),
  ).toEqual([
    [[80, 140], 'value', 'ok', 'median 80 ms, slowest 140 ms; 0 of 20 probes failed'],
    [[null, null], 'value', 'critical', '3 of 3 probes failed'],
    [[null, null], 'unobserved', 'ok', 'Not observed'],
  ]));

it('has been observed where as many probes failed as were answered', () => {
  const half = stretch({ answered: 1, failed: 1 });
  expect(latencyPicture([half]).steps).toMatchObject([
    { state: 'value', tone: 'critical', text: 'median 80 ms, slowest 140 ms; 1 of 2 probes failed' },
  ]);
  expect(latencySummary([half])).not.toMatch(/not observed/);
});

it('is drawn as two lines of milliseconds, of which nothing still fills', () => {
  const picture = latencyPicture([stretch({})]);
  expect(picture).toMatchObject({
    kind: 'lines',
    unit: 'ms',
    series: ['Median', 'Slowest'],
    limits: [],
    marks: [],
    breach: 'A probe failed',
  });
  expect(picture.steps).toMatchObject([
    { endMs: Date.parse('2026-11-23T12:00:00Z'), isFilling: false, span: null },
  ]);
});

it.each<[Partial<ProbeLatency>, string, string]>([
  [{ answered: 1 }, 'ok', 'median 80 ms, slowest 140 ms; 0 of 1 probe failed'],
  [{ answered: 19, failed: 1 }, 'critical', 'median 80 ms, slowest 140 ms; 1 of 20 probes failed'],
  [{ max_ms: null }, 'ok', '0 of 20 probes failed'],
  [{ p50_ms: null }, 'ok', '0 of 20 probes failed'],
])('tells %j as %s: %s', (more, tone, text) =>
  expect(latencyPicture([stretch(more)]).steps).toMatchObject([{ tone, text, state: 'value' }]),
);

it('is a row a stretch in a file, without numbers where nobody asked', () =>
  expect(latencySheet([stretch({}), broken, silent])).toEqual({
    columns: ['from_utc', 'median_ms', 'slowest_ms', 'answered', 'failed'],
    rows: [
      ['2026-11-23T11:50:00.000Z', 80, 140, 20, 0],
      ['2026-11-23T11:50:00.000Z', null, null, 0, 3],
      ['2026-11-23T11:50:00.000Z', null, null, null, null],
    ],
  }));

it.each([
  [
    [stretch({ answered: 19, failed: 1 }), silent, silent],
    'Last 24 hours: median by ten minutes 80 ms to 80 ms, 1 probe failed, 2 of 3 stretches not observed.',
  ],
  [
    [stretch({}), stretch({ p50_ms: 120 })],
    'Last 24 hours: median by ten minutes 80 ms to 120 ms, no probe failed.',
  ],
  [
    [stretch({}), broken, silent],
    'Last 24 hours: median by ten minutes 80 ms to 80 ms, 3 probes failed, 1 of 3 stretches not observed.',
  ],
  [[silent], 'Last 24 hours: no answer, no probe failed, 1 of 1 stretches not observed.'],
])('says the chart in one sentence', (latency, text) => expect(latencySummary(latency)).toBe(text));
