import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { TokenVerifier } from 'livekit-server-sdk';
import { startLivekit } from '../../simulators/vendors/livekit';
import type { StandIn } from '../../simulators/vendors/stand-in';
import { type Clock, SystemClock } from '../../src/platform/clock/clock';
import { LivekitExternalService } from '../../src/external-services/livekit/livekit.external-service';
import { roomListToken } from '../../src/external-services/livekit/room-list-token';

let vendor: StandIn;
beforeEach(async () => {
  vendor = await startLivekit({ apiKey: 'abcdefg', apiSecret: 'abababa' });
});
afterEach(() => vendor.close());

const keyless = () => livekit(vendor.url, { apiKey: null, apiSecret: null }, new SystemClock());
const livekit = (url: string, keys: { apiKey: string | null; apiSecret: string | null }, clock: Clock) =>
  new LivekitExternalService(
    {
      probes: { intervalMs: 30_000, timeoutMs: 400 },
      livekit: { url, ...keys, statusUrl: 'https://status.example' },
    },
    clock,
  );
const probe = () => keyless().probe(new AbortController().signal);

it('makes a token that the official verifier accepts and that may only list rooms', async () => {
  const claims = await new TokenVerifier('abcdefg', 'abababa').verify(
    roomListToken('abcdefg', 'abababa', new Date()),
  );
  expect(claims.video).toEqual({ roomList: true });
});

it('makes a token for the time that it is told', async () => {
  const keys = { apiKey: 'abcdefg', apiSecret: 'abababa' };
  const now = () => new Date('2040-02-29T12:00:00Z');
  const later = await startLivekit({ ...keys, now });
  const clock = { now, monotonicMs: () => 0 };
  expect(await livekit(later.url, keys, clock).probe(new AbortController().signal)).toMatchObject({
    kind: 'answered',
  });
  await later.close();
});

it('asks the node itself without keys, and sends no token', async () => {
  expect(await probe()).toMatchObject({ kind: 'answered' });
  expect(vendor.calls).toMatchObject([{ method: 'GET', path: '/' }]);
  expect(vendor.calls[0]?.headers.authorization).toBeUndefined();
});

it('hears a node that is not ready', async () => {
  vendor.mode.set('not-ready');
  expect(await probe()).toMatchObject({ kind: 'failed', failure: 'not_ready', httpStatus: 406 });
});
