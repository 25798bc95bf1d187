import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ExternalServiceInDepth, VendorIncident } from '@watchroom/contracts';
import type { RecordedCount } from '../../src/core/reconciliation/active-count';
import { ReconciliationRepository } from '../../src/storage/reconciliation/reconciliation.repository';
import { ServiceEventRepository } from '../../src/storage/service-events/service-event.repository';
import { ServiceVerdictRepository } from '../../src/storage/service-verdicts/service-verdict.repository';
import { VendorCertificateRepository } from '../../src/storage/vendor-certificates/vendor-certificate.repository';
import { VendorIncidentRepository } from '../../src/storage/vendor-incidents/vendor-incident.repository';
import { startTestApplication, type TestApplication, type TestSignIn } from '../setup/application';

const DAY_MS = 86_400_000;
const now = new Date();
const before = (ms: number) => new Date(now.getTime() - ms);
const incident: VendorIncident = {
  id: 'x1',
  kind: 'incident',
  title: 'Media in Frankfurt',
  impact: 'major',
  status: 'investigating',
  started_at: before(3_600_000).toISOString(),
  resolved_at: null,
  scheduled_for: null,
  scheduled_until: null,
  url: null,
};
const counted: RecordedCount = {
  service: 'livekit',
  askedAt: before(4000),
  ours: 3,
  theirs: 5,
  atLeast: false,
  notCounted: null,
  pausedUntil: null,
  refusals: 0,
  differingSince: before(94_000),
  differingPolls: 4,
};

let watchroom: TestApplication;
let monitor: TestSignIn;

beforeAll(async () => {
  watchroom = await startTestApplication();
  monitor = await watchroom.signIn('SYSTEM_MONITOR');
  await findOut();
});
afterAll(() => watchroom.close());

const port = <T>(token: abstract new (...args: never[]) => T): T =>
  watchroom.app.get<T>(token as never, { strict: false });

/** All that the background work would find out about LiveKit. */
async function findOut(): Promise<void> {
  const change = { service: 'livekit', from: 'agreed_fine', to: 'media_trouble', detail: 'Call.' } as const;
  await watchroom.database.dataSource.transaction(async (manager) => {
    await port(VendorIncidentRepository).record('livekit', [incident], now, manager);
    await port(ServiceVerdictRepository).append([{ ...change, at: before(60_000) }], manager);
    await port(ServiceVerdictRepository).append([{ ...change, at: before(91 * DAY_MS) }], manager);
    await port(VendorCertificateRepository).replace(
      [{ service: 'livekit', host: 'a.livekit.example', expiresAt: before(-10.5 * DAY_MS), seenAt: now }],
      manager,
    );
    await port(ReconciliationRepository).record([counted], manager);
    const sending = { service: 'livekit', isActive: false, failedCount: 3, checkedAt: now } as const;
    await port(ReconciliationRepository).recordSending(sending, manager);
  });
  await port(ServiceEventRepository).countAccepted('livekit', before(5000));
  for (const [secondsAgo, status] of [
    [90, 'operational'],
    [60, 'down'],
    [30, 'operational'],
  ] as const)
    await watchroom.database.dataSource.query(
      `INSERT INTO external_service_probes (service, at, outcome, latency_ms, offline, status, speaks_until)
       VALUES ('livekit', $1, $2, 80, false, $3, $1::timestamptz + interval '60 seconds')`,
      [before(secondsAgo * 1000), status === 'down' ? 'failed' : 'answered', status],
    );
}

async function depthOf(service: string): Promise<ExternalServiceInDepth> {
  const answer = await fetch(`${watchroom.url}/api/admin/metrics/external-services/${service}`, {
    headers: monitor.headers,
  });
  return (await answer.json()) as ExternalServiceInDepth;
}

it('tells all that was found out about a service, and of no other', async () => {
  const depth = await depthOf('livekit');
  expect(depth.incidents).toEqual([incident]);
  expect(depth.verdict_changes).toEqual([
    { at: before(60_000).toISOString(), from: 'agreed_fine', to: 'media_trouble', detail: 'Call.' },
  ]);
  expect(depth.certificate).toEqual({
    host: 'a.livekit.example',
    expires_at: before(-10.5 * DAY_MS).toISOString(),
    days_left: 10,
  });
  expect(depth.webhooks).toMatchObject({
    accepted: 1,
    refused: 0,
    last_received_at: before(5000).toISOString(),
    vendor_state: { active: false, failed_count: 3, checked_at: now.toISOString() },
  });
  expect(depth.active_count).toEqual({
    ours: 3,
    theirs: 5,
    at_least: false,
    asked_at: before(4000).toISOString(),
    drifting_since: before(94_000).toISOString(),
  });
  expect(depth).toMatchObject({ stuck_sessions_closed: 0, avatars_missing: null });
  expect(depth.latency.reduce((sum, { answered, failed }) => sum + answered + failed, 0)).toBe(3);
  const down = depth.days.reduce((sum, day) => sum + day.down_seconds, 0);
  expect([down, depth.uptime.lower === null]).toEqual([30, false]);

  expect(await depthOf('daily_co')).toMatchObject({
    incidents: [],
    verdict_changes: [],
    certificate: null,
    active_count: null,
    webhooks: { accepted: 0, last_received_at: null, vendor_state: null },
    uptime: { lower: null, upper: null },
  });
});
