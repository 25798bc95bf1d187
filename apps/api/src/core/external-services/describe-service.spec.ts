import { describe, expect, it } from '@jest/globals';
import { STATUS_REASONS } from '@watchroom/contracts';
import { describeService, describeServices } from './describe-service';
import { type ExternalServiceState, mayBeAsked, nextState } from './external-service-state';
import type { ProbeOutcome } from './probe-outcome';
import type { ServiceFacts } from './service-facts';
import { LIVEKIT_FACTS as facts } from './testing/some-facts';

const start = Date.parse('2026-11-23T10:00:00Z');
const after = (seconds: number) => new Date(start + seconds * 1000);

const answered = (latencyMs: number): ProbeOutcome => ({ kind: 'answered', latencyMs });
const timeout: ProbeOutcome = {
  kind: 'failed',
  failure: 'timeout',
  latencyMs: null,
  httpStatus: null,
  network: false,
};

/** One probe every 30 s. */
function stateAfter(outcomes: ProbeOutcome[], offline = false): ExternalServiceState | null {
  return outcomes.reduce<ExternalServiceState | null>(
    (state, outcome, index) =>
      nextState('livekit', state, { at: after(index * 30), outcome, offline }, facts),
    null,
  );
}

const shown = (outcomes: ProbeOutcome[], seconds: number, overrides: Partial<ServiceFacts> = {}) =>
  describeService(stateAfter(outcomes), { ...facts, ...overrides }, after(seconds));

it('says how often a service failed, how it fails and where to look', () => {
  expect(shown([answered(80), timeout, timeout, timeout], 95)).toEqual({
    status: 'down',
    reason: 'failing',
    detail:
      "LiveKit has failed 3 probes in a row (time-out after 5 s). The vendor's status page: status.livekit.io.",
    latency_ms: null,
    checked_at: after(90).toISOString(),
    since: after(90).toISOString(),
    turns_green: '2 good probes in a row.',
    verdict: null,
    verdict_detail: null,
    verdict_since: null,
    witnesses: null,
    effect: null,
  });
});

it('keeps the time at which the status began', () => {
  expect(shown([answered(80), answered(90), answered(181.6)], 65)).toMatchObject({
    status: 'operational',
    detail: 'LiveKit answered in 182 ms.',
    latency_ms: 181.6,
    since: after(0).toISOString(),
    checked_at: after(60).toISOString(),
  });
});

it('turns unknown by itself when nobody asks any more', () => {
  expect(shown([answered(80)], 61)).toMatchObject({
    status: 'unknown',
    reason: 'probe_overdue',
    detail: 'Nobody has asked LiveKit since 10:00:00 UTC: its status is not known.',
    checked_at: after(0).toISOString(),
    since: after(60).toISOString(),
  });
});

it('keeps the time of a status over a stretch in which nobody asked', () => {
  const before = stateAfter([answered(80)]);
  const state = nextState(
    'livekit',
    before,
    { at: after(3600), outcome: answered(70), offline: false },
    facts,
  );
  expect(state.since).toEqual(after(0));
});

it('knows nothing of a service that was never asked, or is not configured any more', () => {
  expect(describeService(null, facts, after(0))).toMatchObject({
    reason: 'never_answered',
    detail: 'LiveKit has not been asked yet.',
    latency_ms: null,
    checked_at: null,
    since: null,
  });
  expect(shown([answered(80)], 5, { configured: false })).toMatchObject({
    status: 'unknown',
    reason: 'not_configured',
    detail: 'LiveKit is not configured: set LIVEKIT_URL, LIVEKIT_API_KEY.',
    latency_ms: null,
    checked_at: null,
    since: null,
  });
});

const cases: Partial<Record<(typeof STATUS_REASONS)[number], [ProbeOutcome[], RegExp]>> = {
  slow: [[answered(3_140)], /slowly: 3\.1 s, more than half of the time limit of 5 s/],
  throttled: [
    [{ kind: 'throttled', latencyMs: 9, retryAfterMs: 90_000 }],
    /throttles .* asked again after 10:01:30 UTC/,
  ],
  quota_exhausted: [[{ kind: 'quota', latencyMs: 9 }], /usage limit of the account/],
  failing_now_and_then: [[answered(9), timeout], /failed 1 of the last 2 probes \(time-out after 5 s\)/],
  misconfigured: [
    [{ kind: 'misconfigured', latencyMs: 9, httpStatus: 401 }],
    /does not accept the credentials \(HTTP 401\): check LIVEKIT_URL/,
  ],
  never_answered: [[timeout], /has not answered yet \(time-out after 5 s\)/],
};

describe.each(Object.entries(cases))('the sentence for %s', (reason, [outcomes, sentence]) => {
  it(`says ${sentence}`, () => {
    const detail = shown(outcomes, (outcomes.length - 1) * 30);
    expect(detail.reason).toBe(reason);
    expect(detail.detail).toMatch(sentence);
  });
});

it('says that the trouble is ours when nobody can be reached', () => {
  const dns: ProbeOutcome = { ...timeout, failure: 'dns', network: true };
  expect(describeService(stateAfter([dns], true), facts, after(1)).detail).toMatch(/own network is down/);
});

it('announces a recovery before it counts', () => {
  const detail = shown([timeout, timeout, timeout, answered(90)], 91);
  expect([detail.status, detail.detail]).toEqual([
    'down',
    'LiveKit answered again after an outage; it counts as up after 2 answers in a row.',
  ]);
});

it('asks nobody who said to wait', () => {
  const state = stateAfter([{ kind: 'throttled', latencyMs: 9, retryAfterMs: 90_000 }]);
  expect([mayBeAsked(state, after(89)), mayBeAsked(state, after(90)), mayBeAsked(null, after(0))]).toEqual([
    false,
    true,
    true,
  ]);
});

it('shows all three, with those nobody has seen as unknown', () => {
  const all = describeServices(
    [stateAfter([answered(80)])!],
    {
      livekit: facts,
      daily_co: { ...facts, key: 'daily_co' },
      beyond_presence: { ...facts, key: 'beyond_presence', configured: false },
    },
    after(5),
  );
  expect(all).toMatchObject({
    daily_co: 'unknown',
    livekit: 'operational',
    beyond_presence: 'unknown',
    details: { beyond_presence: { reason: 'not_configured' } },
  });
});
