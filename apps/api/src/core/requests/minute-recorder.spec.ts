import { describe, expect, it } from '@jest/globals';
import { Distribution } from '../latency/distribution';
import { MINUTE_MS, minuteEndingAt } from '../time';
import { MinuteRecorder } from './minute-recorder';
import { outcomeOf } from './outcome';

const START = Date.UTC(2026, 0, 1, 10);
const ASKED = { route: '/api/x/:id', method: 'GET', status: 200 };
const recorder = () => new MinuteRecorder('watchroom-api', 'api-1');
const durations = (...ms: number[]) => {
  const distribution = new Distribution();
  for (const each of ms) distribution.record(each);
  return distribution.encode();
};
const counts = (minutes: MinuteRecorder, nowMs: number) =>
  minutes.pending(nowMs).map(({ minute, requests, errors, clientErrors, distribution }) => ({
    after: minute.getTime() - START,
    requests,
    errors,
    clientErrors,
    durations: distribution.count,
  }));

describe('MinuteRecorder', () => {
  it('observes a minute without requests', () => {
    expect(counts(recorder(), START + 5)).toEqual([
      { after: 0, requests: 0, errors: 0, clientErrors: 0, durations: 0 },
    ]);
  });

  it('counts a request in the minute in which it ended, and forgets it once it is written and over', () => {
    const minutes = recorder();
    minutes.record(START + 1000, 'success', 12, ASKED);
    minutes.record(START + 59_999, 'error', 30, ASKED);
    minutes.record(START + 60_000, 'client_error', 4, ASKED);
    const first = { after: 0, requests: 2, errors: 1, clientErrors: 0, durations: 2 };
    const second = { after: MINUTE_MS, requests: 1, errors: 0, clientErrors: 1, durations: 1 };
    expect(counts(minutes, START + 60_001)).toEqual([first, second]);
    expect(counts(minutes, START + 60_002)).toEqual([first, second]);
    minutes.written(START + 60_002);
    minutes.record(START + 59_000, 'success', 4, ASKED); // the clock was set back
    expect(counts(minutes, START + 60_004)).toEqual([{ ...first, requests: 3, durations: 3 }, second]);
    minutes.written(START + 2 * MINUTE_MS);
    expect(counts(minutes, START + 60_004)).toEqual([second]);
  });

  it('tells all of a minute, and of each route of it what it was asked, and how it went', () => {
    const minutes = recorder();
    minutes.record(START + 5, 'success', 12, ASKED);
    minutes.record(START + 7, 'error', 700, ASKED);
    minutes.record(START + 6, 'client_error', -1, { ...ASKED, status: 404 }); // a clock that was set back
    minutes.record(START + 6, 'error', 3, { route: undefined, method: 'POST', status: null });
    const [minute, ...none] = minutes.pending(START + 8);
    expect(none).toEqual([]);
    const { distribution, routes, ...told } = minute!;
    expect(told).toEqual({
      minute: new Date(START),
      service: 'watchroom-api',
      instance: 'api-1',
      source: 'own',
      requests: 4,
      errors: 2,
      clientErrors: 1,
      newestAt: new Date(START + 8),
    });
    expect(distribution.encode()).toEqual(durations(12, 700, 0, 3));
    const place = (route: string, method: string, status: number | null) => ({ route, method, status });
    expect(
      routes.counts().map((counted) => ({ ...counted, distribution: counted.distribution.encode() })),
    ).toEqual([
      { ...place('(no route)', 'POST', null), requests: 1, errors: 1, distribution: durations(3) },
      { ...place('/api/x/:id', 'GET', 200), requests: 2, errors: 1, distribution: durations(12, 700) },
      { ...place('/api/x/:id', 'GET', 404), requests: 1, errors: 0, distribution: durations(0) },
    ]);
  });

  it('is as new as the last that was seen of it, also after the clock was set back', () => {
    const minutes = recorder();
    minutes.record(START + 9, 'success', 1, ASKED);
    expect(minutes.pending(START + 4)[0]?.newestAt).toEqual(new Date(START + 9));
  });

  it('hands out a state that later requests do not change', () => {
    const minutes = recorder();
    const [pending] = minutes.pending(START);
    minutes.record(START, 'success', 1, ASKED);
    expect([pending!.requests, pending!.distribution.count]).toEqual([0, 0]);
  });

  it('keeps two hours while nothing can be written, then forgets the oldest', () => {
    const minutes = recorder();
    for (let i = 0; i < 130; i++) minutes.record(START + i * MINUTE_MS, 'success', 1, ASKED);
    const kept = counts(minutes, START + 129 * MINUTE_MS);
    expect([kept.length, kept[0]!.after]).toEqual([120, 10 * MINUTE_MS]);
  });
});

it('gives a report that ends with a minute to that minute', () => {
  expect([minuteEndingAt(START), minuteEndingAt(START + 1), minuteEndingAt(START + MINUTE_MS)]).toEqual([
    START - MINUTE_MS,
    START,
    START,
  ]);
});

it.each([
  [200, true, 'success'],
  [399, true, 'success'],
  [400, false, 'client_error'],
  [404, true, 'client_error'],
  [499, false, 'client_error'],
  [500, false, 'error'],
  [599, true, 'error'],
  [null, true, 'error'],
  [null, false, 'success'],
] as const)('status %s, failed %s: %s', (status, failed, outcome) => {
  expect(outcomeOf(status, failed)).toBe(outcome);
});
