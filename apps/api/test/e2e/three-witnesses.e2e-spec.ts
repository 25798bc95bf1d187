import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  EXTERNAL_SERVICES,
  type ExternalServiceInDepth,
  type ExternalServiceKey,
  type ExternalServicesStatus,
  type HealthReason,
  routes,
} from '@watchroom/contracts';
import type { Browser } from 'playwright-core';
import { startStandIns, type StandIns } from '../../simulators/stand-ins';
import { type Admin, ADMIN_SETTINGS, signIn } from './setup/admin';
import { launchBrowser } from './setup/browser';
import { CounsellingPlatform } from './setup/counselling-platform';
import { oneLine, openDashboard, type Visit } from './setup/dashboard';
import { requestsAt, SERVICE } from './setup/ground-truth';
import { eventually } from './setup/patience';
import { type RunningWatchroom, startWatchroom } from './setup/watchroom';

const PROBE_INTERVAL_SECONDS = 15;
/** The promise: from the fault to the changed tile, whatever the fault. */
const TOLD_WITHIN_MS = 2 * PROBE_INTERVAL_SECONDS * 1000;
const PATIENCE_MS = 3 * TOLD_WITHIN_MS;

let vendors: StandIns;
let watchroom: RunningWatchroom;
let platform: CounsellingPlatform;
let browser: Browser;
let admin: Admin;
let visit: Visit;

beforeAll(async () => {
  vendors = await startStandIns();
  [watchroom, browser] = await Promise.all([
    startWatchroom({
      DEMO: 'off',
      ...ADMIN_SETTINGS,
      ...vendors.env,
      PROBE_INTERVAL_SECONDS: String(PROBE_INTERVAL_SECONDS),
    }),
    launchBrowser(),
  ]);
  platform = new CounsellingPlatform(watchroom);
  await platform.export(...requestsAt(Date.now()).points);
  platform.keepReporting(SERVICE);
  admin = await signIn(watchroom.url);
  await eventually(async () => expect(await verdicts()).toEqual(Array(3).fill('agreed_fine')));
  visit = await openDashboard(browser, watchroom.url);
  await visit.untilItSays('System health', 'Healthy');
});
afterAll(async () => {
  platform?.stop();
  await browser?.close();
  await watchroom?.stop();
  await vendors?.close();
});

const services = () => admin.get<ExternalServicesStatus>(routes.externalServices);
const verdicts = async () => {
  const { details } = await services();
  return EXTERNAL_SERVICES.map((key) => details[key].verdict);
};

/** Waits until system health has this reason: it is judged after the verdict of a service, not together with it. */
const untilReason = (service: ExternalServiceKey, reason: { [K in keyof HealthReason]?: unknown }) =>
  eventually(async () => {
    const { health_reasons } = await admin.current();
    expect(health_reasons.find(({ input }) => input === service)).toMatchObject(reason);
  });

const rowOf = (name: string) =>
  visit
    .tile('External services')
    .getByRole('listitem')
    .filter({ has: visit.page.getByRole('link', { name, exact: true }) });

/** Waits until the rows of services say all of it; how long that took from `startedAt` on, in ms. */
async function untilRowsSay(startedAt: number, rows: Record<string, (string | RegExp)[]>): Promise<number> {
  const took = Object.entries(rows).map(async ([name, parts]) => {
    await eventually(async () => {
      const text = oneLine(await rowOf(name).innerText());
      for (const part of parts) expect(text).toMatch(part);
    }, PATIENCE_MS);
    return performance.now() - startedAt;
  });
  return Math.max(...(await Promise.all(took)));
}

const FINE = 'Fine by all who can tell.';
const ALL_FINE = {
  'Daily.co': ['Daily.co Operational', FINE],
  LiveKit: ['LiveKit Operational', FINE],
  'Beyond Presence': ['Beyond Presence Operational', FINE],
};

/** Does it, waits until the tile says so, and holds the time that took against the promise. */
async function tells(
  what: string,
  act: () => void,
  rows: Record<string, (string | RegExp)[]>,
): Promise<void> {
  const startedAt = performance.now();
  act();
  const took = await untilRowsSay(startedAt, rows);
  console.info(
    `${what}: ${(took / 1000).toFixed(1)} s, ${(took / PROBE_INTERVAL_SECONDS / 1000).toFixed(2)} probe intervals`,
  );
  expect(took).toBeLessThanOrEqual(TOLD_WITHIN_MS);
}

it('tells of trouble that the vendor does not declare, and of whom it holds up', async () => {
  await tells('Undeclared trouble, and who is held up', () => vendors.livekit.mode.set('down'), {
    LiveKit: ['LiveKit Down', 'Undeclared trouble.', 'Vendor says fine', 'Probe sees down'],
    'Beyond Presence': ['Beyond Presence Operational', 'Held up by another service.', 'Call LiveKit'],
    'Daily.co': [FINE],
  });
  await visit.untilItSays('System health', 'Degraded', 'LiveKit is down since', 'call LiveKit');
  await untilReason('livekit', {
    detail: expect.stringMatching(/^Our probe: .* Not declared: its status page/),
  });
  await untilReason('beyond_presence', { state: 'degraded', value: 'blocked' });
});

it('tells the same on the page of the service, each witness in its own words', async () => {
  await rowOf('LiveKit').getByRole('link', { name: 'LiveKit' }).click();
  await visit.page.getByRole('heading', { level: 1, name: 'LiveKit' }).waitFor();
  expect(new URL(visit.page.url()).pathname).toBe(`${routes.servicePage}/livekit`);
  const now = visit.page.getByRole('region', { name: 'Now' });
  await eventually(async () => {
    const text = oneLine(await now.innerText());
    expect(text).toMatch('Down Undeclared trouble');
    expect(text).toMatch(/Vendor says fine .*“All Systems Operational”/);
    expect(text).toMatch(/Probe sees down .*HTTP 500/);
    expect(text).toMatch(/Sessions feel unknown .*Too few sessions to say/);
  });
  await visit.page.getByRole('link', { name: 'Back to the dashboard' }).click();
  await visit.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
});

it('turns fine again when the vendor is', async () => {
  await tells('Recovery', () => vendors.livekit.mode.set('ok'), ALL_FINE);
  await visit.untilItSays('System health', 'Healthy');
});

it('tells of trouble that is declared and not felt, and of its end', async () => {
  const declare = () => vendors.daily.page.declare('major', 'Recording is slow');
  await tells('Declared, not felt', declare, {
    'Daily.co': ['Daily.co Operational', 'Declared, not felt here.', 'Vendor says trouble'],
    LiveKit: [FINE],
  });
  await visit.untilItSays('System health', 'Healthy');
  await tells('No longer declared', () => vendors.daily.page.declare('none'), ALL_FINE);
});

it('calls wrong keys ours, and nobody at the vendor', async () => {
  await tells('Wrong keys', () => vendors.livekit.mode.set('bad-credentials'), {
    LiveKit: ['LiveKit Unknown', 'Our settings are wrong.', 'Check its keys.'],
    'Beyond Presence': [FINE],
  });
  await visit.untilItSays('System health', 'Unknown', 'LiveKit is not known', 'misconfigured');
  await untilReason('livekit', { detail: expect.stringContaining('This is ours to mend') });
  await tells('Keys mended', () => vendors.livekit.mode.set('ok'), ALL_FINE);
});

it('calls a cut line ours, and not three outages', async () => {
  const all = [vendors.daily, vendors.livekit, vendors.beyondPresence];
  const turn = (mode: 'ok' | 'unreachable') => () => {
    for (const vendor of all) vendor.mode.set(mode);
  };
  await visit.untilItSays('System health', 'Healthy');
  const cut = ['Unknown', 'Nobody here can tell.', 'our network'];
  await tells('We are offline', turn('unreachable'), {
    'Daily.co': cut,
    LiveKit: cut,
    'Beyond Presence': cut,
  });
  await visit.untilItSays('System health', 'Unknown');
  const { daily_co, livekit, beyond_presence } = await services();
  expect([daily_co, livekit, beyond_presence]).toEqual(Array(3).fill('unknown'));
  for (const service of EXTERNAL_SERVICES)
    await untilReason(service, { state: 'unknown', value: 'we_are_offline' });

  await tells('Online again', turn('ok'), ALL_FINE);
  await visit.untilItSays('System health', 'Healthy');
  expect(visit.manners.complaints()).toEqual([]);
});

it('tells of the end of a declared outage, and accuses the vendor of nothing meanwhile', async () => {
  vendors.livekit.page.declare('critical', 'API is down');
  vendors.livekit.mode.set('down');
  await untilRowsSay(performance.now(), { LiveKit: ['LiveKit Down', 'Trouble, declared and felt.'] });
  await tells(
    'End of a declared outage',
    () => {
      vendors.livekit.page.declare('none');
      vendors.livekit.mode.set('ok');
    },
    ALL_FINE,
  );
  const { verdict_changes } = await admin.get<ExternalServiceInDepth>(`${routes.externalServices}/livekit`);
  expect(verdict_changes[0]).toMatchObject({ from: 'agreed_down', to: 'agreed_fine' });
});
