import { describe, expect, it } from '@jest/globals';
import type { HeldVerdict } from '../health/held-verdict';
import type { InputState } from '../health/input-verdict';
import { currentMetricsOf } from './current-metrics';
import { newestOf } from './evidence';
import type { MeasuredNumbers } from './measured-numbers';
import { someNumbers, someOpenCounts } from './testing/some-numbers';

const NOW = new Date('2026-11-23T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const SETTINGS = {
  thresholds: {
    error_rate_warning: 0.02,
    error_rate_critical: 0.05,
    response_time_warning_ms: 500,
    response_time_critical_ms: 1000,
  },
  activeWindowMs: 1_800_000,
  simulated: false,
};
const bodyOf = (changes: Partial<MeasuredNumbers>) =>
  currentMetricsOf(someNumbers(NOW, changes), SETTINGS, NOW);
const held = (input: HeldVerdict['input'], state: InputState, since: Date): HeldVerdict => ({
  input,
  state,
  since,
  previousState: 'fine',
  kind: 'fact',
  candidate: null,
  candidateSince: null,
  value: 1,
  limit: 0,
  unit: null,
  detail: 'A sentence.',
  turnsGreen: null,
  judgedAt: NOW,
});

describe('the reasons of a health', () => {
  const reasons = (verdicts: HeldVerdict[], judgedAt: Date | null = NOW) =>
    bodyOf({ judged: { verdicts, judgedAt } }).health_reasons.map(({ input, state }) => [input, state]);

  it('stand with the worst first, then the oldest', () =>
    expect(
      reasons([
        held('livekit', 'degraded', ago(10)),
        held('error_rate', 'degraded', ago(90)),
        held('daily_co', 'unknown', ago(999)),
        held('database_pool', 'critical', ago(1)),
        held('response_time_p95', 'fine', ago(5)),
      ]),
    ).toEqual([
      ['database_pool', 'critical'],
      ['error_rate', 'degraded'],
      ['livekit', 'degraded'],
      ['daily_co', 'unknown'],
    ]));

  it.each([
    ['never', null],
    ['too long ago', ago(15.001)],
  ])('tell that verdicts were judged %s instead of what was judged of our own data', (_, judgedAt) => {
    const verdicts = [held('livekit', 'degraded', ago(90)), held('own_data', 'degraded', ago(60))];
    expect(reasons(verdicts, judgedAt)).toEqual([
      ['livekit', 'degraded'],
      ['own_data', 'unknown'],
    ]);
    expect(bodyOf({ judged: { verdicts: [], judgedAt } }).system_health).toBe('unknown');
  });

  it('tell of our own data as it was judged, while it is judged', () =>
    expect(reasons([held('own_data', 'degraded', ago(60))], ago(15))).toEqual([['own_data', 'degraded']]));
});

describe('a number', () => {
  const requests = (count: number, errors: number) =>
    bodyOf({ requests: { requests: count, errors, services: ['api'], newestAt: NOW } });

  it.each([
    [0, 0, null],
    [1, 0, 0],
    [1, 1, 1],
    [400, 3, 0.0075],
  ])('of %i requests with %i errors is an error rate of %s', (count, errors, rate) =>
    expect(requests(count, errors).error_rate_last_hour).toBe(rate),
  );

  it.each([
    [19, 0, true],
    [100, 2, false],
    [99, 2, true],
    [99, 3, false],
  ])('of %i requests with %i errors is too few by the warning limit: %s', (count, errors, tooFew) =>
    expect(requests(count, errors).evidence.error_rate_last_hour.too_few).toBe(tooFew),
  );

  it('of sessions stands on all that are open', () => {
    const sessions = { ...someOpenCounts(5), stale: 3, newestAt: NOW, newestOpenAt: NOW };
    expect(bodyOf({ sessions }).evidence.active_sessions_count.n).toBe(8);
  });

  it('is as new as the newest behind it, whichever comes first', () => {
    expect(newestOf([ago(3), ago(1), ago(2)])).toEqual(ago(1));
    expect(newestOf([ago(1), ago(3)])).toEqual(ago(1));
    expect(newestOf([])).toBeNull();
  });
});
