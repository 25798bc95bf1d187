import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startBeyondPresence } from '../../simulators/vendors/beyond-presence';
import { startDaily } from '../../simulators/vendors/daily';
import { startLivekit } from '../../simulators/vendors/livekit';
import type { StandIn } from '../../simulators/vendors/stand-in';
import { BeyondPresenceExternalService } from '../../src/external-services/beyond-presence/beyond-presence.external-service';
import { DailyExternalService } from '../../src/external-services/daily/daily.external-service';
import type { ExternalService } from '../../src/external-services/external-service';
import { LivekitExternalService } from '../../src/external-services/livekit/livekit.external-service';
import { SystemClock } from '../../src/platform/clock/clock';
import type { AppConfig } from '../../src/platform/config/config';
import { CERTIFICATE_ENDS, startTlsHost } from './tls-host';

/** Everything at one address; `apiKey` null: asked without keys. */
const configOf = (url: string, statusUrl: string, apiKey: string | null) =>
  ({
    probes: { intervalMs: 30_000, timeoutMs: 400 },
    daily: { apiUrl: url, apiKey, statusUrl },
    livekit: { url, apiKey, apiSecret: apiKey, statusUrl },
    beyondPresence: { apiUrl: url, apiKey, statusUrl },
  }) as unknown as AppConfig;

const subjects: [string, () => Promise<StandIn>, (config: AppConfig) => ExternalService][] = [
  [
    'Daily.co',
    () => startDaily({ apiKey: 'k' }),
    (config) => new DailyExternalService(config, new SystemClock()),
  ],
  [
    'LiveKit',
    () => startLivekit({ apiKey: 'k', apiSecret: 'k' }),
    (config) => new LivekitExternalService(config, new SystemClock()),
  ],
  [
    'Beyond Presence',
    () => startBeyondPresence({ apiKey: 'k' }),
    (config) => new BeyondPresenceExternalService(config, new SystemClock()),
  ],
];

const never = () => new AbortController().signal;

describe.each(subjects)('%s', (_name, start, adapter) => {
  let vendor: StandIn;
  let service: ExternalService;
  let asked: number;
  const read = (known: Parameters<ExternalService['readStatusPage']>[0]['known'] = null) =>
    service.readStatusPage({ known, mayAsk: () => Promise.resolve(++asked > 0), signal: never() });

  beforeEach(async () => {
    vendor = await start();
    service = adapter(configOf(vendor.url, vendor.statusUrl, 'k'));
    asked = 0;
  });
  afterEach(() => vendor.close());

  it('reads what the vendor claims, and asks only for changes from then on', async () => {
    const first = await read();
    expect(first).toMatchObject({ kind: 'read', claim: { state: 'fine' }, incidents: [] });
    if (first.kind !== 'read') throw new Error('not read');
    expect(await read(first.mark)).toEqual({ kind: 'unchanged' });
    vendor.page.declare('critical', 'Everything is down');
    expect(await read(first.mark)).toMatchObject({
      kind: 'read',
      claim: { state: 'down', words: 'Major Service Outage: Everything is down' },
      incidents: [{ kind: 'incident', title: 'Everything is down', impact: 'critical', resolved_at: null }],
    });
    expect(asked).toBe(3);
  });

  it('reads the page also while the API is down', async () => {
    vendor.mode.set('down');
    expect(await read()).toMatchObject({ kind: 'read' });
  });

  it('does not ask without leave', async () => {
    const mayAsk = () => Promise.resolve(false);
    expect(await service.readStatusPage({ known: null, mayAsk, signal: never() })).toMatchObject({
      kind: 'unreadable',
      throttled: false,
    });
  });

  it('knows a page that is away, and one that has nothing to read', async () => {
    service = adapter(configOf(vendor.url, `${vendor.statusUrl}/nowhere`, 'k'));
    expect(await read()).toMatchObject({
      kind: 'unreadable',
      fault: expect.stringMatching(/^HTTP \d+$/) as unknown,
    });
    await vendor.close();
    vendor = await start();
    service = adapter(configOf(vendor.url, 'http://vendor.invalid', 'k'));
    expect(await read()).toMatchObject({ kind: 'unreadable', fault: 'name not resolved' });
  });

  it('is reachable without keys, and tells that from an answer to them', async () => {
    service = adapter(configOf(vendor.url, vendor.statusUrl, null));
    const outcome = await service.probe(never());
    expect(['reachable', 'answered']).toContain(outcome.kind);
    expect(service.askableWithoutKeys).toBe(true);
    for (const { headers } of vendor.calls)
      expect([headers.authorization, headers['x-api-key']]).toEqual([undefined, undefined]);
    vendor.mode.set('down');
    expect(await service.probe(never())).toMatchObject({ kind: 'failed', failure: 'status5xx' });
    vendor.mode.set('garbage');
    expect(await service.probe(never())).toMatchObject({ kind: 'failed', failure: 'malformed' });
  });

  it('tells of the certificate that its host shows, and of none without TLS', async () => {
    const seen: unknown[] = [];
    await service.probe(never(), (certificate) => seen.push(certificate));
    expect(seen).toEqual([]);
    const host = await startTlsHost();
    try {
      await adapter(configOf(host.url, host.url, 'k')).probe(never(), (certificate) =>
        seen.push(certificate),
      );
    } finally {
      await host.close();
    }
    expect(seen).toEqual([{ host: host.host, expiresAt: CERTIFICATE_ENDS }]);
  });
});

describe('a page of another make', () => {
  const open: Server[] = [];
  const paths: string[] = [];
  afterEach(() => {
    for (const server of open.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
    paths.length = 0;
  });

  interface Reply {
    status?: number;
    type?: string;
    body?: string;
    headers?: Record<string, string>;
  }

  async function pageOf(reply: (request: IncomingMessage) => Reply): Promise<ExternalService> {
    const server = createServer((request, response) => {
      paths.push(request.url ?? '');
      const { status = 200, type = 'application/json', body = '', headers = {} } = reply(request);
      response.writeHead(status, { 'content-type': type, ...headers }).end(body);
    });
    open.push(server);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new BeyondPresenceExternalService(configOf(url, url, 'k'), new SystemClock());
  }
  const read = (
    service: ExternalService,
    known: Parameters<ExternalService['readStatusPage']>[0]['known'] = null,
  ) => service.readStatusPage({ known, mayAsk: () => Promise.resolve(true), signal: never() });

  it('is found by trying the known feeds in order, and asked for that one first from then on', async () => {
    const body = JSON.stringify({ page: { status: 'UP' } });
    const service = await pageOf(({ url }) => (url === '/summary.json' ? { body } : { status: 404 }));
    const first = await read(service);
    expect(first).toMatchObject({ kind: 'read', mark: { feed: 'instatus' }, claim: { state: 'fine' } });
    expect(paths).toEqual(['/api/v2/summary.json', '/index.json', '/summary.json']);
    paths.length = 0;
    await read(service, first.kind === 'read' ? first.mark : null);
    expect(paths).toEqual(['/summary.json']);
  });

  it.each<[string, Reply, string]>([
    [
      'a page for people',
      { type: 'text/html', body: '<h1>All systems operational</h1>' },
      'no feed of a known shape',
    ],
    [
      'JSON that is sent as something else',
      { type: 'text/plain', body: '{"page":{"status":"UP"}}' },
      'no feed of a known shape',
    ],
    ['JSON of no known shape', { body: '{"status":"ok"}' }, 'no feed of a known shape'],
    ['broken JSON', { body: '{"page":' }, 'no feed of a known shape'],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }, 'HTTP 302'],
    ['304 to somebody who knows nothing', { status: 304 }, 'HTTP 304'],
    ['an error', { status: 503 }, 'HTTP 503'],
    ['far too much', { body: `{"x":"${'x'.repeat(300_000)}"}` }, 'not an answer that can be read'],
  ])('is unreadable, never fine, when it sends %s', async (_what, reply, fault) => {
    expect(await read(await pageOf(() => reply))).toEqual({
      kind: 'unreadable',
      fault,
      retryAfterMs: null,
      throttled: false,
    });
  });

  it('says how long to wait', async () => {
    const service = await pageOf(() => ({ status: 429, headers: { 'retry-after': '90' } }));
    expect(await read(service)).toMatchObject({ kind: 'unreadable', throttled: true, retryAfterMs: 90_000 });
    expect(paths).toHaveLength(1);
  });
});
