import { describe, expect, it } from '@jest/globals';
import type { CurrentMetrics, HealthReason, WitnessVerdict } from '@watchroom/contracts';
import { someCurrent, someOpenSessions, someReason } from '../../testing/metrics';
import { whoFeels } from './who-feels';

const open_sessions = {
  ...someOpenSessions(99),
  active_by_provider: { daily_co: 53, livekit: 45, beyond_presence: 1, unknown: 0 },
  active_with_avatar: 44,
};
const felt = (
  reason: Partial<HealthReason>,
  verdict: WitnessVerdict | null = null,
  more: Partial<CurrentMetrics> = {},
) =>
  whoFeels(someReason(reason), {
    ...someCurrent({ open_sessions, ...more }),
    service_verdicts: { daily_co: verdict, livekit: verdict, beyond_presence: verdict },
  });

describe('who feels it', () => {
  it('counts the sessions that a broken service carries', () =>
    expect(felt({})).toBe('45 of 99 active sessions run on LiveKit.'));
  it('counts those with an avatar, too', () =>
    expect(felt({ input: 'beyond_presence', value: 'blocked' }, 'blocked')).toBe(
      '45 of 99 active sessions run on Beyond Presence.',
    ));
  it('says one and none in words', () => {
    const of = (livekit: number) =>
      felt({}, null, {
        open_sessions: {
          ...open_sessions,
          active_by_provider: { ...open_sessions.active_by_provider, livekit },
        },
      });
    expect([of(1), of(0)]).toEqual([
      '1 of 99 active sessions runs on LiveKit.',
      'None of 99 active sessions run on LiveKit.',
    ]);
  });
  it.each<[WitnessVerdict, boolean]>([
    ['agreed_down', true],
    ['undeclared_trouble', true],
    ['media_trouble', true],
    ['blocked', true],
    ['declared_not_felt', false],
    ['throttled', false],
    ['misconfigured', false],
    ['blind', false],
  ])('%s: %s', (verdict, isFelt) => expect(felt({}, verdict) !== null).toBe(isFelt));
  it.each<[string, Partial<HealthReason>, Partial<CurrentMetrics>]>([
    ['before any verdict, unless it is down', { value: 'degraded' }, {}],
    ['of what is no service', { input: 'error_rate', value: 0.07 }, {}],
    ['of what is not known', { state: 'unknown' }, {}],
    ['when nobody can count', {}, { open_sessions: null }],
    ['when nobody is there', {}, { open_sessions: { ...open_sessions, active: 0 } }],
  ])('says nothing %s', (_, reason, more) => expect(felt(reason, null, more)).toBeNull());
});
