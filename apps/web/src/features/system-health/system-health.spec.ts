import { describe, expect, it } from '@jest/globals';
import type { HealthReason } from '@watchroom/contracts';
import { formatTime } from '../../lib/format';
import { ago, NOON, someCurrent, someReason } from '../../testing/metrics';
import { blind, down, errors } from '../../testing/reasons';
import { healthSentence, leadingReason, worstFirst } from './health-sentence';
import { beforeText, inputName, limitText, valueText } from './health-words';

describe('sentence', () => {
  const sentence = (reasons: HealthReason[], system_health = 'critical' as const) =>
    healthSentence(someCurrent({ system_health, health_reasons: reasons, open_sessions: null }), NOON);

  it('says that students can be heard', () =>
    expect(healthSentence(someCurrent(), NOON)).toBe(
      'Students can be heard: everything that was measured is fine.',
    ));
  it('says what is down, since when and why', () =>
    expect(sentence([down])).toBe(`LiveKit is down since ${formatTime(NOON - 720_000, NOON)} (12 minutes).`));
  it('says whom it reaches', () =>
    expect(healthSentence(someCurrent({ system_health: 'degraded', health_reasons: [down] }), NOON)).toMatch(
      /\(12 minutes\)\. 1 of 17 active sessions runs on LiveKit\.$/,
    ));
  it('leads with the worst, and how much it is', () =>
    expect(sentence([blind, down, errors])).toBe(
      `Error rate is critical since ${formatTime(NOON - 60_000, NOON)} (1 minute): 7.13 % (limit 5 %).`,
    ));
  it('leaves out a beginning that nobody saw', () =>
    expect(sentence([blind])).toBe('Error rate is not known: 7.1 % failed.'));
  it('tells in a word why something is not known', () => {
    const overdue = someReason({
      state: 'unknown',
      value: 'probe_overdue',
      detail: 'LiveKit was not asked since 11:48:00 UTC.',
    });
    expect(sentence([overdue])).toBe(
      `LiveKit is not known, since ${formatTime(NOON - 720_000, NOON)} (12 minutes): probe overdue.`,
    );
  });
  it('tells a new installation what is missing, once and not as a beginning', () => {
    const missing = (['daily_co', 'livekit', 'beyond_presence'] as const).map((input) =>
      someReason({
        input,
        state: 'unknown',
        value: 'not_configured',
        detail: `${inputName(input)} is not configured.`,
      }),
    );
    expect(sentence(missing)).toBe(
      'Daily.co, LiveKit and Beyond Presence are not configured, so that nobody knows how they are.',
    );
    expect(sentence(missing.slice(0, 1))).toBe('Daily.co is not configured, so that nobody knows how it is.');
    expect(sentence([...missing, blind])).toBe('Daily.co, LiveKit and Beyond Presence are not known.');
    expect(leadingReason(someCurrent({ health_reasons: missing }))).toBeNull();
  });
  it.each<[string, Partial<HealthReason>, string]>([
    ['a service that is down', {}, 'LiveKit is down since 12:48 (12 minutes).'],
    ['one whose beginning nobody saw', { since: null }, 'LiveKit is down.'],
    ['one whose beginning is no time', { since: 'once' }, 'LiveKit is down.'],
    ['one that is degraded', { value: 'degraded' }, 'LiveKit is degraded since 12:48 (12 minutes).'],
    [
      'what a verdict says of it',
      { state: 'degraded', value: 'blocked', limit: 'agreed_fine' },
      'LiveKit is degraded since 12:48 (12 minutes): held up by another service.',
    ],
    [
      'sources that are silent',
      { input: 'own_data', state: 'unknown', value: null, detail: 'Nothing came.' },
      'Own data is not known, since 12:48 (12 minutes): Nothing came.',
    ],
  ])('tells of %s', (_, more, text) => expect(sentence([someReason(more)])).toBe(text));
  it('puts a beginning that nobody saw behind those that were seen', () => {
    const unseen = { ...down, input: 'daily_co' as const, since: null };
    expect(worstFirst([unseen, down]).map(({ input }) => input)).toEqual(['livekit', 'daily_co']);
  });
  it('is not green without a judgement', () =>
    expect(healthSentence(someCurrent({ system_health: 'unknown' }), NOON)).toMatch(/^Nothing can be said/));
});

describe('ledger', () => {
  it('has the worst first, then the longest', () => {
    const older = { ...down, input: 'daily_co' as const, since: ago(9999) };
    expect(worstFirst([blind, down, errors, older]).map((reason) => reason.input)).toEqual([
      'error_rate',
      'daily_co',
      'livekit',
      'error_rate',
    ]);
  });
  it.each<[Partial<HealthReason>, string | null, string | null]>([
    [{ value: 0.0713, limit: 0.05, unit: 'fraction' }, '7.13 %', 'limit 5 %'],
    [{ value: 812.3, limit: 500, unit: 'ms' }, '812 ms', 'limit 500 ms'],
    [{ value: 3, limit: 0, unit: 'callers' }, '3 callers', 'limit none'],
    [{ value: 1, limit: 0, unit: 'timeouts' }, '1 time-out', 'limit none'],
    [{}, 'down', 'should be operational'],
    [{ value: 'probe_overdue' }, 'probe overdue', 'should be operational'],
    [{ value: 9, limit: 14, unit: 'days' }, '9 days', 'limit 14 days'],
    [{ value: 12.34, limit: 10.06, unit: null }, '12.3', 'limit 10.1'],
    [{ value: 12_345, limit: 0, unit: null }, '12,345', 'limit none'],
    [{ value: 1, limit: 1, unit: 'callers' }, '1 caller', 'limit 1 caller'],
    [{ value: 'not_configured', limit: 'at_least_one' }, 'not configured', 'should be at least one'],
    [{ value: 0.5, limit: null, unit: 'fraction' }, '50 %', null],
    [{ value: 'blocked', limit: 'agreed_fine' }, 'held up by another service', 'should be fine'],
    [{ value: null, limit: null }, null, null],
  ])('tells %j as %s, %s', (more, value, limit) => {
    const reason = someReason(more);
    expect([valueText(reason), limitText(reason)]).toEqual([value, limit]);
  });
  it('tells what was before, or that nobody had judged', () =>
    expect([beforeText(down), beforeText(someReason({ previous_state: null }))]).toEqual([
      'Healthy',
      'not judged',
    ]));
  it.each([
    ['error_rate', 'Error rate'],
    ['response_time_p95', 'API response time'],
    ['database_pool', 'Database pool'],
    ['database', 'Database'],
    ['sessions', 'Session reporting'],
    ['own_data', 'Own data'],
    ['certificates', 'Certificates'],
    ['beyond_presence', 'Beyond Presence'],
    ['media_path', 'media path'],
  ])('names %s, also what only a newer server knows: %s', (input, name) =>
    expect(inputName(input)).toBe(name),
  );
});
