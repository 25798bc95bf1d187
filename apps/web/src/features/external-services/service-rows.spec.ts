import { describe, expect, it } from '@jest/globals';
import type { ExternalServiceDetail } from '@watchroom/contracts';
import { ago, NOON, reading, someServices } from '../../testing/metrics';
import { externalServicesState } from './service-rows';

describe('external services', () => {
  const livekit = (more: Parameters<typeof someServices>[0]) => {
    const state = externalServicesState(reading(someServices(more)), NOON);
    return state.kind === 'value' ? state.value[1] : undefined;
  };

  it('always has three rows in the same order', () => {
    const state = externalServicesState(reading(someServices()), NOON);
    expect(state.kind === 'value' && state.value.map((row) => row.name)).toEqual([
      'Daily.co',
      'LiveKit',
      'Beyond Presence',
    ]);
  });

  it.each([
    ['operational', 'ok', 'Operational'],
    ['degraded', 'warning', 'Degraded'],
    ['down', 'critical', 'Down'],
    ['unknown', 'unknown', 'Unknown'],
  ] as const)('shows %s as %s', (status, tone, word) =>
    expect(livekit({ status })).toMatchObject({ tone, word }),
  );

  it('tells latency, age and since', () =>
    expect(livekit({})).toMatchObject({ latency: '143 ms', checked: 'checked 12 s ago' }));

  it('invents nothing for a service that was never asked', () =>
    expect(livekit({ latency_ms: null, checked_at: null, since: null })).toMatchObject({
      latency: null,
      checked: 'never checked',
      since: null,
    }));

  it('leads with the verdict and its sentence once there is one', () => {
    expect(livekit({})).toMatchObject({ verdict: null, detail: 'Answers as it should.', isCalm: true });
    expect(
      livekit({ verdict: 'media_trouble', verdict_detail: 'Call LiveKit.', verdict_since: ago(60) }),
    ).toMatchObject({
      verdict: { tone: 'warning', word: 'Media in trouble' },
      detail: 'Call LiveKit.',
      line: 'Report to LiveKit.',
      isCalm: false,
    });
  });

  it('tells the effect of an incident, at the times of the reader', () => {
    const effect = { detail: 'Since 11:45 UTC more sessions are poor.' } as ExternalServiceDetail['effect'];
    expect(livekit({ effect })?.effect).toBe('Since 12:45 more sessions are poor.');
    expect(livekit({})?.effect).toBeNull();
  });

  it.each<[Partial<ExternalServiceDetail>, boolean, string]>([
    [{ status: 'down' }, false, 'Answers as it should.'],
    [{ status: 'operational', verdict: 'agreed_fine' }, true, ''],
    [{ status: 'degraded', verdict: 'agreed_fine' }, true, ''],
    [{ status: 'operational', verdict: 'undeclared_trouble' }, false, 'Report to LiveKit.'],
    [{ status: 'unknown', verdict: 'blind' }, false, 'Look at our probes.'],
  ])('is calm as the verdict is, else as the status: %j', (more, isCalm, line) =>
    expect(livekit(more)).toMatchObject({ isCalm, line }),
  );

  it('tells since when its status is what it is', () =>
    expect(livekit({ since: ago(3600) })?.since).toBe('since 12:00'));

  it('has a bar for each of ninety days, and the uptime as an interval', () => {
    const row = livekit({});
    expect(row?.bars).toHaveLength(90);
    expect(row?.uptime).toBe('99.2–99.8 %, 0.6 % unobserved · 2 days');
  });
});
