import { describe, expect, it } from '@jest/globals';
import type { CurrentMetrics, Evidence, EvidencedNumber } from '@watchroom/contracts';
import { ago, NOON, reading, someCurrent, someEvidence, someOpenSessions } from '../../testing/metrics';
import { activeSessionsState, staleRows } from './active-sessions.state';
import { responseTimeState } from './response-time.state';

const current = (number: EvidencedNumber, evidence: Partial<Evidence>, more: Partial<CurrentMetrics>) =>
  someCurrent({ ...more, evidence: { ...someCurrent().evidence, [number]: someEvidence(evidence) } });

describe('active sessions', () => {
  const stateOf = (active_sessions_count: number | null, evidence: Partial<Evidence> = {}) =>
    activeSessionsState(reading(current('active_sessions_count', evidence, { active_sessions_count })), NOON);

  it('counts', () => expect(stateOf(17)).toMatchObject({ kind: 'value', value: { active: 17 } }));
  it('tells an observed zero', () => expect(stateOf(0).kind).toBe('zero'));
  it('is blind before the first report', () =>
    expect(stateOf(null, { newest_at: null })).toEqual({
      kind: 'blind',
      reason: 'No platform has reported a session yet.',
    }));
  it('takes a zero for unknown as long as nobody ever reported', () =>
    expect(stateOf(0, { newest_at: null }).kind).toBe('blind'));
  it('is blind when counting fails', () =>
    expect(stateOf(null)).toEqual({
      kind: 'blind',
      reason: 'The sessions cannot be counted at the moment.',
    }));
  it('is as stale with nobody in a session', () =>
    expect(stateOf(0, { stale: true, newest_at: ago(300) })).toMatchObject({
      kind: 'stale',
      value: { active: 0 },
    }));
  it('is stale with the age of the newest sign', () =>
    expect(stateOf(17, { stale: true, newest_at: ago(300) })).toMatchObject({
      kind: 'stale',
      ageSeconds: 300,
    }));
});

describe('stale sessions', () => {
  it('are told by the age of their last sign of life, without the empty bands', () =>
    expect(staleRows(someOpenSessions(17, [0, 1, 0, 1, 0]))).toEqual([
      { age: '2 h to 6 h ago', sessions: 1 },
      { age: '24 h to 7 days ago', sessions: 1 },
    ]));

  it('are told to the last band', () =>
    expect(staleRows(someOpenSessions(17, [3, 0, 1, 0, 2]))).toEqual([
      { age: '30 min to 2 h ago', sessions: 3 },
      { age: '6 h to 24 h ago', sessions: 1 },
      { age: 'more than 7 days ago', sessions: 2 },
    ]));
});

describe('response time', () => {
  const stateOf = (api_response_time_p95: number | null, evidence: Partial<Evidence> = {}) =>
    responseTimeState(reading(current('api_response_time_p95', evidence, { api_response_time_p95 })), NOON);

  it.each([
    [500, 'ok'],
    [500.1, 'warning'],
    [1000, 'warning'],
    [1000.1, 'critical'],
  ])('judges %s ms as %s', (p95, tone) =>
    expect(stateOf(p95)).toMatchObject({ kind: 'value', value: { tone } }),
  );
  it('shows too few, unjudged', () =>
    expect(stateOf(2000, { too_few: true, n: 12 })).toMatchObject({
      kind: 'too-few',
      n: 12,
      value: { tone: 'unknown' },
    }));
  it('has no traffic', () =>
    expect(stateOf(null, { n: 0 })).toEqual({
      kind: 'no-traffic',
      reason: 'No request was answered within the last 5 minutes.',
    }));
  it('keeps its last figure, judged, when the reports stopped', () =>
    expect(stateOf(1200, { stale: true, newest_at: ago(400) })).toMatchObject({
      kind: 'stale',
      ageSeconds: 400,
      value: { p95Ms: 1200, tone: 'critical' },
    }));
  it('has no age where nobody knows when the reports stopped', () =>
    expect(stateOf(1200, { stale: true, newest_at: null })).toMatchObject({
      kind: 'stale',
      ageSeconds: null,
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
});
