import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type ErrorTrend, type ExternalServicesStatus, routes } from '@watchroom/contracts';
import type { Browser } from 'playwright-core';
import { type Admin, signIn } from './setup/admin';
import { launchBrowser } from './setup/browser';
import { runCommand } from './setup/command';
import { oneLine, openDashboard, openVisit, TILES, type Visit } from './setup/dashboard';
import { eventually } from './setup/patience';
import { type RunningWatchroom, startWatchroom } from './setup/watchroom';

const ACCOUNT = /^ {2}(\S+@watchroom\.demo) {2}(\S+) {2}\((\w+)\)$/gm;

let watchroom: RunningWatchroom;
let browser: Browser;
let admin: Admin;
let visit: Visit;

beforeAll(async () => {
  [watchroom, browser] = await Promise.all([
    startWatchroom({ PROBE_INTERVAL_SECONDS: '1', DEMO_INCIDENTS: 'off' }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await watchroom?.stop();
});

const accounts = () =>
  [...watchroom.output().matchAll(ACCOUNT)].map(([, email = '', password = '', role]) => ({
    email,
    password,
    role,
  }));

it('prints how to sign in and that it is ready, each once', () => {
  expect(accounts().map(({ role }) => role)).toEqual(['SYSTEM_MONITOR', 'SUPER_ADMIN', 'CONTENT_MANAGER']);
  const lines = watchroom.output().trim().split('\n');
  const port = new URL(watchroom.url).port;
  expect(lines.filter((line) => line.startsWith('Watchroom is ready'))).toEqual([
    `Watchroom is ready: http://localhost:${port}/admin/dashboard`,
  ]);
  expect(lines.filter((line) => line.includes('Sign in with'))).toHaveLength(1);
});

it('shows a full chart and every figure at first sight, and says that they are simulated', async () => {
  const [monitor] = accounts();
  visit = await openDashboard(browser, watchroom.url, monitor);
  admin = await signIn(watchroom.url, monitor);
  // the told day is folded at a bounded pace: a busy machine takes a moment
  await eventually(async () => {
    const { buckets } = await admin.get<ErrorTrend>(`${routes.errorTrend}?hours=24`);
    expect(buckets).toHaveLength(24);
    expect(buckets.filter(({ requests }) => requests > 0).length).toBeGreaterThan(20);
  }, 60_000);
  await visit.tile('Error rate').locator('svg.recharts-surface').first().waitFor();
  expect(await visit.text()).toContain('Demo: all data on this page is simulated.');
  await eventually(async () => {
    const states = await Promise.all(TILES.map((name) => visit.stateOf(name)));
    expect(new Set(states)).toEqual(new Set(['value']));
  });
  expect(await visit.page.getByRole('region', { name: 'Connect your platform' }).count()).toBe(0);
});

it('is healthy as long as nothing is broken on purpose', async () => {
  await visit.untilItSays('System health', 'Healthy');
  await visit.untilItSays('External services', /Daily\.co Operational .*LiveKit Operational/);
});

it('plays an incident on demand: the tile tells of it, and recovers', async () => {
  const { code, output } = await runCommand(watchroom.dataDir, 'demo', [
    'incident',
    'livekit-down',
    '--for',
    '20s',
  ]);
  expect([code, output]).toEqual([0, expect.stringContaining('LiveKit is down')]);
  await visit.untilItSays('External services', /LiveKit Down/);
  await visit.untilItSays('System health', 'Degraded', 'LiveKit is down since');
  await eventually(async () => {
    const { livekit } = await admin.get<ExternalServicesStatus>(routes.externalServices);
    expect(livekit).toBe('operational');
  }, 60_000);
  await visit.untilItSays('External services', /LiveKit Operational/);
  await visit.untilItSays('System health', 'Healthy');
  expect(visit.manners.complaints()).toEqual([]);
});

it('tells a content manager of the demo that the dashboard is for others', async () => {
  const content = accounts().find(({ role }) => role === 'CONTENT_MANAGER');
  const other = await openVisit(browser, watchroom.url);
  await other.page.request.post(routes.login, {
    data: { email: content?.email, password: content?.password },
  });
  await other.page.goto(routes.dashboardPage);
  const heading = other.page.getByRole('heading', { level: 1 });
  await heading.waitFor();
  expect(oneLine(await heading.innerText())).toBe('Your role does not include the monitoring dashboard');
  await other.close();
});
