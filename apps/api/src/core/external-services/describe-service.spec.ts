import { describe, expect, it } from '@jest/globals';
import { EXTERNAL_SERVICES, STATUS_REASONS } from '@watchroom/contracts';
import { concludeVerdict } from '../witnesses/conclude-verdict';
import { holdConclusion } from '../witnesses/held-conclusion';
import { someWitnessFacts } from '../witnesses/testing/some-witness-facts';
import { describeService, describeServices } from './describe-service';
import { type ExternalServiceState, mayBeAsked, nextState } from './external-service-state';
import type { FailureKind, ProbeFailure, ProbeOutcome } from './probe-outcome';
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
  reachable_unverified: [
    [{ kind: 'reachable', latencyMs: 80 }],
    /reachable \(80 ms\)\. It was asked without credentials.* Set LIVEKIT_URL, LIVEKIT_API_KEY to know/,
  ],
};

describe.each(Object.entries(cases))('the sentence for %s', (reason, [outcomes, sentence]) => {
  it(`says ${sentence}`, () => {
    const detail = shown(outcomes, (outcomes.length - 1) * 30);
    expect(detail.reason).toBe(reason);
    expect(detail.detail).toMatch(sentence);
  });
});

it.each<[FailureKind, Partial<ProbeFailure>, string]>([
  ['status5xx', { httpStatus: 503 }, 'HTTP 503'],
  ['timeout', {}, 'time-out after 5 s'],
  ['timeout', { network: true }, 'no connection in time'],
  ['tls', { network: true }, 'its TLS certificate was not accepted'],
  ['dns', { network: true }, 'its name cannot be resolved'],
  ['refused', { network: true }, 'connection refused'],
  ['unreachable', { network: true }, 'no way to its host'],
  ['reset', {}, 'connection closed without an answer'],
  ['malformed', {}, 'not an HTTP answer'],
  ['malformed', { httpStatus: 200 }, 'HTTP 200 with an answer that is not its own'],
  ['not_ready', { httpStatus: 200 }, 'it calls itself not ready, HTTP 200'],
])('names the failure %s %j: %s', (failure, more, words) => {
  const failed: ProbeOutcome = { ...timeout, failure, ...more };
  expect(shown([failed], 1).detail).toBe(`LiveKit has not answered yet (${words}).`);
});

it('counts the probes without an answer as far back as it remembers them', () => {
  const rows = (failures: number) => shown(Array<ProbeOutcome>(failures).fill(timeout), failures * 30).detail;
  expect(rows(9)).toMatch(/has failed 9 probes in a row/);
  expect(rows(10)).toMatch(/has failed at least 10 probes in a row/);
  expect(rows(12)).toMatch(/has failed at least 10 probes in a row/);
});

it('cannot ask with settings of which no request can be made', () => {
  const outcome: ProbeOutcome = { kind: 'misconfigured', latencyMs: null, httpStatus: null };
  expect(shown([outcome], 1)).toMatchObject({
    detail: 'LiveKit cannot be asked with these settings: check LIVEKIT_URL, LIVEKIT_API_KEY.',
    latency_ms: null,
  });
});

it('has nothing to turn green where it is green without credentials', () => {
  const outcome: ProbeOutcome = { kind: 'reachable', latencyMs: 80 };
  expect(shown([outcome], 1, { keyless: true })).toMatchObject({ status: 'operational', turns_green: null });
});

it('has its status since the newest probe where the settings have changed what that one means', () => {
  const outcomes = [answered(900), answered(900)];
  expect(shown(outcomes, 31).since).toBe(after(0).toISOString());
  expect(shown(outcomes, 31, { timeoutMs: 1_000 })).toMatchObject({
    reason: 'slow',
    since: after(30).toISOString(),
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

describe('the verdict of the witnesses', () => {
  const concluded = concludeVerdict(someWitnessFacts(), after(0))!;
  const held = holdConclusion('livekit', null, concluded, null, after(0));

  it('is told of the service that it speaks of, and of no other', () => {
    const of = { livekit: facts, daily_co: { ...facts, key: 'daily_co' } as const };
    const all = { ...of, beyond_presence: { ...facts, key: 'beyond_presence' } as const };
    const { details } = describeServices([], all, after(5), [held]);
    expect(EXTERNAL_SERVICES.map((key) => [key, details[key].verdict])).toEqual(
      EXTERNAL_SERVICES.map((key) => [key, key === 'livekit' ? 'agreed_fine' : null]),
    );
  });

  it('is none of a service that is not asked any more', () => {
    expect(describeService(null, facts, after(5), held).verdict).toBe('agreed_fine');
    expect(describeService(null, { ...facts, configured: false }, after(5), held).verdict).toBeNull();
  });
});
