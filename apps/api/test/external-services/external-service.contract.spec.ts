import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startBeyondPresence } from '../../simulators/vendors/beyond-presence';
import { startDaily } from '../../simulators/vendors/daily';
import { startLivekit } from '../../simulators/vendors/livekit';
import type { StandIn } from '../../simulators/vendors/stand-in';
import { BeyondPresenceExternalService } from '../../src/external-services/beyond-presence/beyond-presence.external-service';
import { DailyExternalService } from '../../src/external-services/daily/daily.external-service';
import type { ExternalService } from '../../src/external-services/external-service';
import { SystemClock } from '../../src/platform/clock/clock';
import { LivekitExternalService } from '../../src/external-services/livekit/livekit.external-service';

const probes = { intervalMs: 30_000, timeoutMs: 400 };
const statusUrl = 'https://status.example';

interface Subject {
  start(): Promise<StandIn>;
  service(url: string, isConfigured?: boolean): ExternalService;
  /** The same, with a key that the vendor does not know. */
  intruder(url: string): ExternalService;
  /** Text that must not turn up anywhere else. */
  secret: string;
}

const daily = (apiUrl: string, apiKey: string | null) =>
  new DailyExternalService({ probes, daily: { apiUrl, apiKey, statusUrl } }, new SystemClock());
const livekit = (url: string | null, apiSecret: string) =>
  new LivekitExternalService(
    { probes, livekit: { url, apiKey: 'abcdefg', apiSecret, statusUrl } },
    new SystemClock(),
  );
const beyondPresence = (apiUrl: string, apiKey: string | null) =>
  new BeyondPresenceExternalService(
    {
      probes,
      beyondPresence: { apiUrl, apiKey, statusUrl },
    },
    new SystemClock(),
  );

const subjects: Record<string, Subject> = {
  'Daily.co': {
    start: () => startDaily({ apiKey: 'daily-secret' }),
    service: (url, isConfigured = true) => daily(url, isConfigured ? 'daily-secret' : null),
    intruder: (url) => daily(url, 'another'),
    secret: 'daily-secret',
  },
  LiveKit: {
    start: () => startLivekit({ apiKey: 'abcdefg', apiSecret: 'livekit-secret' }),
    service: (url, isConfigured = true) => livekit(isConfigured ? url : null, 'livekit-secret'),
    intruder: (url) => livekit(url, 'another'),
    secret: 'livekit-secret',
  },
  'Beyond Presence': {
    start: () => startBeyondPresence({ apiKey: 'sk-secret' }),
    service: (url, isConfigured = true) => beyondPresence(url, isConfigured ? 'sk-secret' : null),
    intruder: (url) => beyondPresence(url, 'sk-another'),
    secret: 'sk-secret',
  },
};

const patience = () => new AbortController().signal;
const anyLatency = expect.any(Number) as unknown as number;

describe.each(Object.entries(subjects))('%s', (_name, subject) => {
  let vendor: StandIn;
  let service: ExternalService;
  const probe = () => service.probe(patience());

  beforeEach(async () => {
    vendor = await subject.start();
    service = subject.service(vendor.url);
  });
  afterEach(() => vendor.close());

  it('answers, with how long that took', async () => {
    const outcome = await probe();

    expect(outcome).toEqual({ kind: 'answered', latencyMs: anyLatency });
    expect(outcome.latencyMs).toBeGreaterThan(0);
    expect(vendor.calls).toHaveLength(1);
  });

  it('measures slowness', async () => {
    vendor.mode.set({ kind: 'slow', delayMs: 250 });
    expect((await probe()).latencyMs).toBeGreaterThanOrEqual(249);
  });

  it.each([500, 502, 503])('fails with %d', async (status) => {
    vendor.mode.set({ kind: 'down', status });
    expect(await probe()).toEqual({
      kind: 'failed',
      failure: 'status5xx',
      latencyMs: anyLatency,
      httpStatus: status,
      network: false,
    });
  });

  it.each(['hang', 'stall'] as const)('gives up in time on a vendor in mode %s', async (mode) => {
    vendor.mode.set(mode);
    const from = performance.now();

    expect(await probe()).toMatchObject({ failure: 'timeout', latencyMs: null, network: false });
    expect(performance.now() - from).toBeLessThan(probes.timeoutMs * 2);
  });

  it('gives up on an answer that is too late', async () => {
    vendor.mode.set({ kind: 'slow', delayMs: 600 });
    expect(await probe()).toMatchObject({ kind: 'failed', failure: 'timeout' });
  });

  it('tells a closed connection from a refused one', async () => {
    vendor.mode.set('refuse');
    expect(await probe()).toMatchObject({ kind: 'failed', failure: 'reset', network: false });
    const gone = await subject.start();
    await gone.close();
    service = subject.service(gone.url);
    expect(await probe()).toMatchObject({ kind: 'failed', failure: 'refused', network: true });
  });

  it('knows a name that nobody has and an address that speaks no TLS', async () => {
    service = subject.service('http://vendor.invalid');
    expect(await probe()).toMatchObject({ kind: 'failed', failure: 'dns', network: true });
    service = subject.service(vendor.url.replace('http:', 'https:'));
    expect(await probe()).toMatchObject({ kind: 'failed', failure: 'tls', network: true });
  });

  it('hears how long to wait when throttled, if it is told', async () => {
    vendor.mode.set('throttled');
    expect(await probe()).toEqual({ kind: 'throttled', latencyMs: anyLatency, retryAfterMs: null });
    vendor.mode.set({ kind: 'throttled', retryAfterSeconds: 90 });
    expect(await probe()).toMatchObject({ kind: 'throttled', retryAfterMs: 90_000 });
  });

  it('tells an account that is used up from a service that fails', async () => {
    vendor.mode.set('quota');
    expect(await probe()).toEqual({ kind: 'quota', latencyMs: anyLatency });
  });

  it('tells refused credentials from a service that fails', async () => {
    vendor.mode.set('bad-credentials');
    expect(await probe()).toEqual({ kind: 'misconfigured', latencyMs: anyLatency, httpStatus: 401 });
    vendor.mode.set('ok');
    expect(await subject.intruder(vendor.url).probe(patience())).toMatchObject({ kind: 'misconfigured' });
  });

  it('does not take a page with 200, or a redirect to one, for an answer', async () => {
    vendor.mode.set('garbage');
    expect(await probe()).toMatchObject({ kind: 'failed', failure: 'malformed', httpStatus: 200 });
    vendor.mode.set('moved');
    expect(await probe()).toMatchObject({ kind: 'failed', failure: 'malformed', httpStatus: 302 });
    expect(vendor.calls).toHaveLength(2);
  });

  it('fails and recovers with a vendor that fails now and then', async () => {
    vendor.mode.set({ kind: 'flaky', failEvery: 2 });
    expect([(await probe()).kind, (await probe()).kind, (await probe()).kind]).toEqual([
      'answered',
      'failed',
      'answered',
    ]);
  });

  it('is configured by what it takes to ask, and says by which variables', () => {
    expect(service.configured).toBe(true);
    expect(subject.service(vendor.url, false).configured).toBe(false);
    expect(service.variables.length).toBeGreaterThan(0);
    expect(service.statusUrl).toBe(statusUrl);
  });

  it('stops asking when it is told to', async () => {
    vendor.mode.set('hang');
    const stopping = new AbortController();
    const asked = service.probe(stopping.signal);
    stopping.abort(new Error('draining'));

    await expect(asked).rejects.toThrow('draining');
    await expect(service.probe(stopping.signal)).rejects.toThrow('draining');
  });

  it('says nothing of keys in any outcome', async () => {
    for (const mode of ['ok', 'down', 'garbage', 'bad-credentials', 'refuse'] as const) {
      vendor.mode.set(mode);
      expect(JSON.stringify(await probe())).not.toContain(subject.secret);
    }
  });
});
