import { describe, expect, it } from '@jest/globals';
import {
  type HealthInput,
  type HealthReason,
  WITNESS_VERDICTS,
  type WitnessVerdict,
} from '@watchroom/contracts';
import { someCurrent, someEvidence, someReason } from '../../testing/metrics';
import { whomToCall } from './whom-to-call';

const current = someCurrent();
const callFor = (input: HealthInput, more: Partial<HealthReason> = {}) =>
  whomToCall(someReason({ input, ...more }), current);

describe('whom to call about a service', () => {
  const about = (verdict: WitnessVerdict | null, more: Partial<HealthReason> = {}) =>
    whomToCall(someReason({ input: 'livekit', ...more }), {
      ...current,
      service_verdicts: { ...current.service_verdicts, livekit: verdict },
    });

  it.each<[WitnessVerdict, string]>([
    ['undeclared_trouble', 'the support of LiveKit'],
    ['media_trouble', 'the support of LiveKit'],
    ['agreed_down', 'nobody: LiveKit knows of it; follow its status page'],
    ['declared_not_felt', 'nobody: no session here feels it; follow its status page'],
    ['throttled', 'whoever owns our account at LiveKit'],
    ['misconfigured', 'whoever runs Watchroom: its settings'],
    ['blind', 'whoever runs our network'],
  ])('%s: %s', (verdict, call) => expect(about(verdict)).toBe(call));

  it('knows an answer to every verdict', () =>
    expect(WITNESS_VERDICTS.map((verdict) => about(verdict))).not.toContain(null));
  it('before any verdict: its support when it is down, us when it was never set up', () => {
    expect(about(null, { state: 'degraded' })).toBe('the support of LiveKit');
    expect(about(null, { state: 'unknown', value: 'not_configured' })).toBe(
      'whoever runs Watchroom: its settings',
    );
  });
  it('calls the one that holds it up, where that is known', () => {
    const avatars = someReason({ input: 'beyond_presence', value: 'blocked' });
    const told = (reasons: HealthReason[], livekit: WitnessVerdict | null = null) =>
      whomToCall(avatars, {
        ...current,
        health_reasons: reasons,
        service_verdicts: { ...current.service_verdicts, livekit, beyond_presence: 'blocked' },
      });
    expect(told([avatars, someReason({ input: 'livekit', value: 'down' })])).toBe('the support of LiveKit');
    expect(told([avatars])).toBe('the support of Beyond Presence');
    expect(told([avatars, someReason({ input: 'livekit', value: 'down' })], 'agreed_down')).toBe(
      'nobody: LiveKit knows of it; follow its status page',
    );
    expect(told([avatars, someReason({ input: 'livekit', value: 'down' })], 'blocked')).toBe(
      'the support of LiveKit',
    );
  });
  it('takes only what is down for what holds it up', () => {
    const avatars = someReason({ input: 'beyond_presence', value: 'blocked' });
    const slow = someReason({ input: 'daily_co', value: 'degraded' });
    const reasons = [avatars, slow, someReason({ input: 'livekit', value: 'down' })];
    const { service_verdicts } = current;
    expect(
      whomToCall(avatars, {
        ...current,
        health_reasons: reasons,
        service_verdicts: { ...service_verdicts, beyond_presence: 'blocked' },
      }),
    ).toBe('the support of LiveKit');
  });
});

describe('whom to call about the rest', () => {
  const withSources = (sources: string[]) => {
    const evidence = { ...current.evidence, error_rate_last_hour: someEvidence({ sources }) };
    return whomToCall(someReason({ input: 'error_rate' }), { ...current, evidence });
  };

  it('names the services whose requests fail', () => {
    expect(withSources(['counselling-api'])).toBe('whoever runs counselling-api');
    expect(withSources(['a', 'b', 'c'])).toBe('whoever runs a, b and c');
    expect(withSources(['a', 'b', 'c', 'd'])).toBe('whoever runs a, b and others');
    expect(withSources([])).toBe('whoever runs the services that report their requests');
  });
  it.each<[HealthInput, RegExp]>([
    ['response_time_p95', /^whoever runs student-platform$/],
    ['sessions', /runs the platform/],
    ['database', /Watchroom and its database$/],
    ['database_pool', /Watchroom and its database$/],
    ['certificates', /host of the certificate$/],
  ])('%s: %s', (input, call) => expect(callFor(input)).toMatch(call));
  it('names the sources that fell silent', () =>
    expect(callFor('own_data', { value: 'api, worker' })).toBe('whoever runs api and worker'));
  it('sends to Watchroom where nothing but Watchroom fell silent', () =>
    expect(callFor('own_data', { value: null })).toBe('whoever runs Watchroom'));
  it('makes nothing up about what a newer server knows', () =>
    expect(callFor('media_path' as HealthInput)).toBeNull());
});
