import { describe, expect, it } from '@jest/globals';
import {
  type ExternalServiceKey,
  type ExternalServiceStatus,
  WITNESS_VERDICTS,
  type WitnessVerdict,
} from '@watchroom/contracts';
import type { InputState } from './input-verdict';
import { judgeCertificates } from './judge-certificates';
import { judgeExternalService } from './judge-external-service';
import { NOW, someServices } from './testing/some-facts';

const inUse = ['daily_co', 'livekit', 'beyond_presence'] as const;

function judge(key: ExternalServiceKey, status: ExternalServiceStatus, verdict: WitnessVerdict | null) {
  const externalServices = someServices({ [key]: status });
  Object.assign(externalServices[key], {
    verdict,
    verdict_detail: verdict === null ? null : `Our probe or our sessions say ${verdict}.`,
    verdict_since: verdict === null ? null : '2026-01-01T09:59:00.000Z',
  });
  return judgeExternalService(key, { externalServices, inUse });
}

describe('a service with a verdict', () => {
  it.each<[WitnessVerdict, InputState, InputState, InputState]>([
    // probe: operational, down, unknown
    ['agreed_fine', 'fine', 'degraded', 'unknown'],
    ['agreed_down', 'degraded', 'degraded', 'degraded'],
    ['undeclared_trouble', 'degraded', 'degraded', 'degraded'],
    ['declared_not_felt', 'fine', 'degraded', 'unknown'],
    ['media_trouble', 'degraded', 'degraded', 'degraded'],
    ['blind', 'fine', 'degraded', 'unknown'],
    ['misconfigured', 'fine', 'degraded', 'unknown'],
    ['throttled', 'fine', 'degraded', 'unknown'],
    ['blocked', 'degraded', 'degraded', 'degraded'],
  ])(
    'of %s is %s when its probe is fine, %s when down, %s when not known',
    (verdict, fine, down, unknown) => {
      expect(judge('livekit', 'operational', verdict).state).toBe(fine);
      expect(judge('livekit', 'down', verdict).state).toBe(down);
      expect(judge('livekit', 'unknown', verdict).state).toBe(unknown);
    },
  );

  it('is never red by a verdict, nor is Beyond Presence on account of another', () => {
    for (const verdict of WITNESS_VERDICTS)
      for (const status of ['operational', 'degraded', 'unknown'] as const)
        expect(judge('livekit', status, verdict).state).not.toBe('critical');
    expect(judge('beyond_presence', 'down', 'blocked').state).toBe('degraded');
  });

  it('names its witness, since when, and what would end it', () => {
    expect(judge('livekit', 'operational', 'media_trouble')).toMatchObject({
      value: 'media_trouble',
      limit: 'agreed_fine',
      since: new Date('2026-01-01T09:59:00Z'),
      detail: 'Our probe or our sessions say media_trouble.',
      turnsGreen: 'No more than 15 % of its sessions poor or broken off with 95 % certainty for 60 s',
    });
    expect(judge('livekit', 'down', 'agreed_down')).toMatchObject({
      value: 'down',
      detail: 'Our probe or our sessions say agreed_down.',
    });
    expect(judge('livekit', 'down', 'agreed_fine').detail).toBe('A sentence.'); // the verdict is a moment behind
    expect(judge('livekit', 'down', null).detail).toBe('A sentence.');
  });

  it('says so when no carrier is left', () => {
    const externalServices = someServices({ livekit: 'down', daily_co: 'down' });
    Object.assign(externalServices.livekit, { verdict: 'agreed_down', verdict_detail: 'Both say so.' });
    expect(judgeExternalService('livekit', { externalServices, inUse })).toMatchObject({
      state: 'critical',
      detail: 'Both say so. No service that carries sessions is up.',
    });
  });
});

describe('certificates', () => {
  const ending = (inDays: number, host = 'api.bey.dev') => ({
    service: 'beyond_presence' as const,
    host,
    expiresAt: new Date(NOW.getTime() + inDays * 86_400_000),
    seenAt: NOW,
  });

  it.each<[number, InputState, RegExp]>([
    [14, 'fine', /expires in 14 days/],
    [13.9, 'degraded', /The TLS certificate of api\.bey\.dev expires in 13 days, on 2026-01-15/],
    [1.5, 'degraded', /expires in 1 day,/],
    [-0.5, 'degraded', /has expired on 2025-12-31/],
  ])('that end in %d days are %s', (days, state, detail) => {
    expect(judgeCertificates([ending(90, 'other'), ending(days)], NOW)).toMatchObject([
      {
        input: 'certificates',
        state,
        unit: 'days',
        limit: 14,
        detail: expect.stringMatching(detail) as unknown,
      },
    ]);
  });

  it('are no input where none was shown', () => {
    expect(judgeCertificates([], NOW)).toEqual([]);
  });
});
