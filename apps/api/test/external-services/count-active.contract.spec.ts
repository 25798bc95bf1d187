import { SystemClock } from '../../src/platform/clock/clock';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startBeyondPresence } from '../../simulators/vendors/beyond-presence';
import { type RegisteredWebhook, startDaily } from '../../simulators/vendors/daily';
import { startLivekit } from '../../simulators/vendors/livekit';
import type { StandIn, VendorSession } from '../../simulators/vendors/stand-in';
import type { Counted } from '../../src/core/external-services/count-outcome';
import { BeyondPresenceExternalService } from '../../src/external-services/beyond-presence/beyond-presence.external-service';
import { DailyExternalService } from '../../src/external-services/daily/daily.external-service';
import type { ExternalService } from '../../src/external-services/external-service';
import { LivekitExternalService } from '../../src/external-services/livekit/livekit.external-service';
import type { AppConfig } from '../../src/platform/config/config';

const probes = { intervalMs: 30_000, timeoutMs: 400 };
const startedAt = new Date('2026-11-23T10:00:00Z');
let going: VendorSession[] = [];
const sessions = () => going;
const some = (count: number, of = 'meeting', from = startedAt): VendorSession[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `${of}-${i}`,
    participants: 2,
    startedAt: new Date(from.getTime() - i * 60_000),
  }));

interface Subject {
  start(): Promise<StandIn>;
  service(url: string): ExternalService;
  /** The vendor's id of a meeting of the stand-in. */
  meeting(id: string): string;
  secret: string;
}

const config = (settings: Partial<Record<'daily' | 'livekit' | 'beyondPresence', object>>) =>
  ({ probes, ...settings }) as AppConfig;
const daily = (apiUrl: string) =>
  new DailyExternalService(config({ daily: { apiUrl, apiKey: 'daily-secret' } }), new SystemClock());
const livekit = (url: string, apiSecret: string | null = 'livekit-secret') =>
  new LivekitExternalService(config({ livekit: { url, apiKey: 'abcdefg', apiSecret } }), new SystemClock());
const beyondPresence = (apiUrl: string) =>
  new BeyondPresenceExternalService(
    config({ beyondPresence: { apiUrl, apiKey: 'sk-secret' } }),
    new SystemClock(),
  );

const subjects: Record<string, Subject> = {
  'Daily.co': {
    start: () => startDaily({ apiKey: 'daily-secret', sessions }),
    service: daily,
    meeting: (id) => id,
    secret: 'daily-secret',
  },
  LiveKit: {
    start: () => startLivekit({ apiKey: 'abcdefg', apiSecret: 'livekit-secret', sessions }),
    service: livekit,
    meeting: (id) => `RM_${id}`,
    secret: 'livekit-secret',
  },
  'Beyond Presence': {
    start: () => startBeyondPresence({ apiKey: 'sk-secret', sessions }),
    service: beyondPresence,
    meeting: (id) => id,
    secret: 'sk-secret',
  },
};

let vendor: StandIn;
afterEach(() => vendor.close());
const patience = () => new AbortController().signal;

describe.each(Object.entries(subjects))('%s', (_name, subject) => {
  let service: ExternalService;
  const count = () => service.countActive(patience());
  beforeEach(async () => {
    going = [];
    vendor = await subject.start();
    service = subject.service(vendor.url);
  });

  it('counts what goes on, by the ids of its meetings', async () => {
    going = some(3);
    const counted = (await count()) as Counted;
    expect(counted).toMatchObject({ kind: 'counted', count: 3, atLeast: false, isComplete: true, idle: [] });
    expect(new Set(counted.active)).toEqual(new Set(going.map(({ id }) => subject.meeting(id))));
  });

  it('tells nothing going on from not knowing', async () => {
    expect(await count()).toMatchObject({ kind: 'counted', count: 0, active: [], isComplete: true });
    vendor.mode.set('garbage');
    expect(await count()).toEqual({ kind: 'not_counted', reason: 'malformed' });
  });

  it('reads a list of thousands', async () => {
    going = some(subject.secret === 'sk-secret' ? 250 : 4_000);
    expect(await count()).toMatchObject({ count: going.length, atLeast: false });
  });

  it.each([
    ['down', 'status5xx'],
    ['hang', 'timeout'],
    ['stall', 'timeout'],
    ['refuse', 'reset'],
    ['bad-credentials', 'misconfigured'],
    ['quota', 'quota'],
    ['moved', 'malformed'],
  ] as const)('does not count a vendor in mode %s, and says why', async (mode, reason) => {
    vendor.mode.set(mode);
    expect(await count()).toEqual({ kind: 'not_counted', reason });
  });

  it('hears how long to wait when throttled, if it is told', async () => {
    vendor.mode.set('throttled');
    expect(await count()).toEqual({ kind: 'throttled', retryAfterMs: null });
    vendor.mode.set({ kind: 'throttled', retryAfterSeconds: 90 });
    expect(await count()).toEqual({ kind: 'throttled', retryAfterMs: 90_000 });
    expect(vendor.calls).toHaveLength(2);
  });

  it('is asked at most twice a minute', () => expect(service.countEveryMs).toBeGreaterThanOrEqual(30_000));

  it('stops asking when it is told to, and tells no secret', async () => {
    going = some(2);
    expect(JSON.stringify(await count())).not.toContain(subject.secret);
    vendor.mode.set('hang');
    const stopping = new AbortController();
    const asked = service.countActive(stopping.signal);
    stopping.abort(new Error('draining'));
    await expect(asked).rejects.toThrow('draining');
  });
});

it('cannot ask LiveKit for its rooms without keys', async () => {
  vendor = await subjects.LiveKit!.start();
  expect(await livekit(vendor.url, null).countActive(patience())).toEqual({
    kind: 'not_counted',
    reason: 'no_credentials',
  });
  expect(vendor.calls).toEqual([]);
});

it('takes a room of LiveKit without anybody for idle', async () => {
  going = [{ ...some(1)[0]!, participants: 0 }];
  vendor = await subjects.LiveKit!.start();
  expect(await livekit(vendor.url).countActive(patience())).toMatchObject({
    count: 0,
    idle: ['RM_meeting-0'],
    isComplete: true,
  });
});

describe('Beyond Presence', () => {
  const start = (options: object) => startBeyondPresence({ apiKey: 'sk-secret', ...options });
  const count = () => beyondPresence(vendor.url).countActive(patience());

  it('adds avatars in rooms of others, also those of older clients, each once', async () => {
    vendor = await start({
      sessions: () => some(2, 'call'),
      avatarSessions: () => some(3, 'avatar'),
      olderSessions: () => [...some(4, 'avatar'), ...some(1, 'older')],
    });
    const counted = await count();
    expect(counted).toMatchObject({ count: 7, isComplete: true });
    expect(JSON.stringify(counted)).not.toContain('token');
  });

  it('stops at two hundred that have ended in a row, and knows that it did not see the rest', async () => {
    const past = some(1_000, 'past', new Date(startedAt.getTime() - 3_600_000));
    vendor = await start({ sessions: () => some(3, 'call'), past: () => past });
    expect(await count()).toMatchObject({ count: 3, atLeast: false, isComplete: false });
    expect(((await count()) as Counted).ended).toContain('past-0');
    expect(vendor.calls.filter(({ path }) => path.startsWith('/v1/calls')).length / 2).toBe(5);
  });

  it('counts at least what it has seen where the order does not tell when to stop', async () => {
    const past = some(1_000, 'past').toReversed();
    vendor = await start({ sessions: () => some(3, 'call'), past: () => past });
    expect(await count()).toMatchObject({ count: 3, atLeast: true, isComplete: false });
  });
});

describe('sending of webhooks by Daily.co', () => {
  let webhooks: RegisteredWebhook[] = [];
  const ask = () => daily(vendor.url).askForWebhooks(patience());
  const registered = (state: 'ACTIVE' | 'FAILED', failedCount: number, path = '/api/webhooks/daily') => ({
    url: `https://watchroom.example${path}`,
    state,
    failedCount,
  });
  beforeEach(async () => {
    vendor = await startDaily({ apiKey: 'daily-secret', webhooks: () => webhooks });
  });

  it('is told with its failures, by the webhook that is ours', async () => {
    webhooks = [registered('FAILED', 3), registered('ACTIVE', 0, '/elsewhere')];
    expect(await ask()).toEqual({ kind: 'told', isActive: false, failedCount: 3 });
    webhooks = [registered('ACTIVE', 0), registered('FAILED', 3, '/elsewhere')];
    expect(await ask()).toEqual({ kind: 'told', isActive: true, failedCount: 0 });
    webhooks = [registered('ACTIVE', 1, '/behind/a/proxy')];
    expect(await ask()).toEqual({ kind: 'told', isActive: true, failedCount: 1 });
  });

  it('is off without a webhook, and unknown when the vendor does not tell', async () => {
    webhooks = [];
    expect(await ask()).toEqual({ kind: 'told', isActive: false, failedCount: null });
    vendor.mode.set('down');
    expect(await ask()).toEqual({ kind: 'not_counted', reason: 'status5xx' });
  });
});
