import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { TokenVerifier } from 'livekit-server-sdk';
import { startLivekit } from '../../simulators/vendors/livekit';
import type { StandIn } from '../../simulators/vendors/stand-in';
import { LivekitExternalService } from '../../src/external-services/livekit/livekit.external-service';
import { roomListToken } from '../../src/external-services/livekit/room-list-token';

let vendor: StandIn;
beforeEach(async () => {
  vendor = await startLivekit({ apiKey: 'abcdefg', apiSecret: 'abababa' });
});
afterEach(() => vendor.close());

const keyless = () =>
  new LivekitExternalService({
    probes: { intervalMs: 30_000, timeoutMs: 400 },
    livekit: { url: vendor.url, apiKey: null, apiSecret: null, statusUrl: 'https://status.example' },
  });
const probe = () => keyless().probe(new AbortController().signal);

it('makes a token that the official verifier accepts and that may only list rooms', async () => {
  const claims = await new TokenVerifier('abcdefg', 'abababa').verify(
    roomListToken('abcdefg', 'abababa', new Date()),
  );
  expect(claims.video).toEqual({ roomList: true });
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
