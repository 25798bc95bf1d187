import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  EXTERNAL_SERVICES,
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

const BUSY_MACHINE_MS = 5_000;
/** Two probes a second apart, judging, the poll of the page. */
const CHANGED_WITHIN_MS = 2_000 + 2_000 + 5_000 + BUSY_MACHINE_MS;
/** Three probes and one on its way, the next conclusion, judging, the poll of the page. */
const TOLD_WITHIN_MS = 4_000 + 5_000 + 2_000 + 5_000 + BUSY_MACHINE_MS;

let vendors: StandIns;
let watchroom: RunningWatchroom;
let platform: CounsellingPlatform;
let browser: Browser;
let admin: Admin;
let visit: Visit;

beforeAll(async () => {
  vendors = await startStandIns();
  [watchroom, browser] = await Promise.all([
    startWatchroom({ DEMO: 'off', ...ADMIN_SETTINGS, ...vendors.env, PROBE_INTERVAL_SECONDS: '1' }),
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

async function reasonOf(service: ExternalServiceKey): Promise<HealthReason | undefined> {
  return (await admin.current()).health_reasons.find(({ input }) => input === service);
}

const rowOf = (name: string) =>
  visit
    .tile('External services')
    .getByRole('listitem')
    .filter({ has: visit.page.getByRole('link', { name, exact: true }) });

/** Waits until the row of a service says all of it; how long that took from `startedAt` on. */
async function untilRowSays(startedAt: number, name: string, ...parts: (string | RegExp)[]): Promise<number> {
  await eventually(async () => {
    const text = oneLine(await rowOf(name).innerText());
    for (const part of parts) expect(text).toMatch(part);
  }, 30_000);
  return performance.now() - startedAt;
}

it('tells of trouble that the vendor does not declare, and of whom it holds up', async () => {
  const startedAt = performance.now();
  vendors.livekit.mode.set('down');

  expect(await untilRowSays(startedAt, 'LiveKit', /LiveKit (Degraded|Down) /)).toBeLessThan(
    CHANGED_WITHIN_MS,
  );
  const told = await untilRowSays(
    startedAt,
    'LiveKit',
    'LiveKit Down',
    'Trouble that the vendor does not declare.',
    'Report it to the support of LiveKit',
    'Vendor says fine',
    'Probe sees down',
  );
  expect(told).toBeLessThan(TOLD_WITHIN_MS);
  const held = await untilRowSays(
    startedAt,
    'Beyond Presence',
    'Beyond Presence Operational',
    'Held up by another service.',
    'call LiveKit, not Beyond Presence',
  );
  expect(held).toBeLessThan(TOLD_WITHIN_MS);
  await untilRowSays(startedAt, 'Daily.co', 'Fine by all who can tell.');

  await visit.untilItSays('System health', 'Degraded', 'LiveKit is down since', 'call LiveKit');
  expect((await reasonOf('livekit'))?.detail).toMatch(/^Our probe: .* Not declared: its status page/);
  expect(await reasonOf('beyond_presence')).toMatchObject({ state: 'degraded', value: 'blocked' });
});

it('tells the same on the page of the service, each witness in its own words', async () => {
  await rowOf('LiveKit').getByRole('link', { name: 'LiveKit' }).click();
  await visit.page.getByRole('heading', { level: 1, name: 'LiveKit' }).waitFor();
  expect(new URL(visit.page.url()).pathname).toBe(`${routes.servicePage}/livekit`);
  const now = visit.page.getByRole('region', { name: 'Now' });
  await eventually(async () => {
    const text = oneLine(await now.innerText());
    expect(text).toMatch('Down Trouble that the vendor does not declare');
    expect(text).toMatch(/Vendor says fine .*“All Systems Operational”/);
    expect(text).toMatch(/Probe sees down .*HTTP 500/);
    expect(text).toMatch(/Sessions feel unknown .*Too few sessions to say/);
  });
  await visit.page.getByRole('link', { name: 'Back to the dashboard' }).click();
  await visit.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
});

it('turns fine again when the vendor is', async () => {
  const startedAt = performance.now();
  vendors.livekit.mode.set('ok');
  for (const name of ['LiveKit', 'Beyond Presence'])
    await untilRowSays(startedAt, name, `${name} Operational`, 'Fine by all who can tell.');
  expect(performance.now() - startedAt).toBeLessThan(TOLD_WITHIN_MS);
  await visit.untilItSays('System health', 'Healthy');
});

it('calls wrong keys ours, and nobody at the vendor', async () => {
  const startedAt = performance.now();
  vendors.livekit.mode.set('bad-credentials');
  expect(await untilRowSays(startedAt, 'LiveKit', 'LiveKit Unknown')).toBeLessThan(CHANGED_WITHIN_MS);
  const told = await untilRowSays(startedAt, 'LiveKit', 'Our settings are wrong.', "not LiveKit's");
  expect(told).toBeLessThan(TOLD_WITHIN_MS);
  await untilRowSays(startedAt, 'Beyond Presence', 'Fine by all who can tell.');
  await visit.untilItSays('System health', 'Unknown', 'LiveKit is not known', 'misconfigured');
  expect((await reasonOf('livekit'))?.detail).toMatch('This is ours to mend');

  vendors.livekit.mode.set('ok');
  await untilRowSays(startedAt, 'LiveKit', 'LiveKit Operational', 'Fine by all who can tell.');
});

it('calls a cut line ours, and not three outages', async () => {
  const all = [vendors.daily, vendors.livekit, vendors.beyondPresence];
  const names = ['Daily.co', 'LiveKit', 'Beyond Presence'];
  await visit.untilItSays('System health', 'Healthy');
  const startedAt = performance.now();
  for (const vendor of all) vendor.mode.set('unreachable');

  for (const name of names)
    expect(await untilRowSays(startedAt, name, `${name} Unknown`)).toBeLessThan(CHANGED_WITHIN_MS);
  for (const name of names)
    expect(
      await untilRowSays(startedAt, name, 'Nobody here can tell.', 'Call whoever runs our network'),
    ).toBeLessThan(TOLD_WITHIN_MS);
  await visit.untilItSays('System health', 'Unknown');
  const { daily_co, livekit, beyond_presence } = await services();
  expect([daily_co, livekit, beyond_presence]).toEqual(Array(3).fill('unknown'));
  for (const service of EXTERNAL_SERVICES)
    expect(await reasonOf(service)).toMatchObject({ state: 'unknown', value: 'we_are_offline' });

  for (const vendor of all) vendor.mode.set('ok');
  for (const name of names)
    await untilRowSays(startedAt, name, `${name} Operational`, 'Fine by all who can tell.');
  await visit.untilItSays('System health', 'Healthy');
  expect(visit.manners.complaints()).toEqual([]);
});
