import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { routes, type SignedInAdmin } from '@watchroom/contracts';
import type { Browser } from 'playwright-core';
import { type Account, ADMIN, ADMIN_SETTINGS, signIn } from './setup/admin';
import { launchBrowser } from './setup/browser';
import { runCommand } from './setup/command';
import { openVisit, type Visit } from './setup/dashboard';
import { type RunningWatchroom, startWatchroom } from './setup/watchroom';

const MONITOR: Account = { email: 'monitor@example.org', password: 'rather long and unguessed' };
const CONTENT: Account = { email: 'content@example.org', password: 'another long password here' };
const REFUSED = /401/;
const METRICS = [
  routes.currentMetrics,
  routes.sessionMetrics,
  routes.errorTrend,
  routes.databaseMetrics,
  routes.externalServices,
  routes.installation,
];

let watchroom: RunningWatchroom;
let browser: Browser;
let visit: Visit;
beforeAll(async () => {
  [watchroom, browser] = await Promise.all([
    startWatchroom({ DEMO: 'off', ...ADMIN_SETTINGS }),
    launchBrowser(),
  ]);
  await createAccount(MONITOR, 'SYSTEM_MONITOR');
  await createAccount(CONTENT, 'CONTENT_MANAGER');
});
afterEach(() => visit?.close());
afterAll(async () => {
  await browser?.close();
  await watchroom?.stop();
});

async function createAccount({ email, password }: Account, role: string): Promise<void> {
  const order = ['create', '--email', email, '--role', role, '--password-stdin'];
  const { code, output } = await runCommand(watchroom.dataDir, 'admin', order, `${password}\n`);
  expect([code, output]).toEqual([0, expect.stringContaining(email)]);
}

const heading = (name: string) => visit.page.getByRole('heading', { level: 1, name });

async function fillIn({ email, password }: Account): Promise<void> {
  await visit.page.getByRole('textbox', { name: 'Email' }).fill(email);
  await visit.page.getByLabel('Password', { exact: true }).fill(password);
  await visit.page.getByRole('button', { name: 'Sign in' }).click();
}

async function arrive(account: Account): Promise<void> {
  visit = await openVisit(browser, watchroom.url);
  await visit.page.goto(routes.dashboardPage);
  await heading('Sign in').waitFor();
  await fillIn(account);
}

it('leads a stranger from the dashboard to the sign-in page, and back once the password is right', async () => {
  await arrive({ ...MONITOR, password: 'not the password' });
  const alert = visit.page.getByRole('alert').filter({ hasText: /./ });
  await alert.waitFor();
  expect(await alert.innerText()).toMatch(/e-?mail|password/i);
  expect(new URL(visit.page.url()).pathname).toBe(routes.loginPage);
  expect(await visit.manners.faults()).toEqual([]);

  await fillIn(MONITOR);
  await heading('Dashboard').waitFor();
  expect(new URL(visit.page.url()).pathname).toBe(routes.dashboardPage);
  expect(visit.manners.complaints(/401 .*\/api\/auth\/login/)).toEqual([]);
});

it.each([
  ['system monitor', MONITOR],
  ['super admin', ADMIN],
])('shows the dashboard to a %s, also after a reload', async (role, account) => {
  await arrive(account);
  await heading('Dashboard').waitFor();
  await visit.tile('System health').waitFor();
  expect((await visit.text()).toLowerCase()).toContain(role);

  await visit.page.reload();
  await heading('Dashboard').waitFor();
  expect(new URL(visit.page.url()).pathname).toBe(routes.dashboardPage);
  expect(visit.manners.complaints()).toEqual([]);
});

it('tells a content manager that the role does not include the dashboard, and gives no metrics', async () => {
  const asked: string[] = [];
  visit = await openVisit(browser, watchroom.url);
  visit.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await visit.page.goto(routes.dashboardPage);
  await heading('Sign in').waitFor();
  await fillIn(CONTENT);

  await heading('Your role does not include the monitoring dashboard').waitFor();
  expect(await visit.text()).toContain(CONTENT.email);
  expect(asked.filter((path) => path.startsWith(routes.metrics))).toEqual([]);
  expect(visit.manners.complaints()).toEqual([]);

  const admin = await signIn(watchroom.url, CONTENT);
  const answers = await Promise.all(METRICS.map(async (path) => [path, (await admin.ask(path)).status]));
  expect(answers).toEqual(METRICS.map((path) => [path, 403]));
  expect(await admin.get<SignedInAdmin>(routes.me)).toMatchObject({ role: 'CONTENT_MANAGER' });
});

it('ends a visit for good: the old cookie opens nothing any more', async () => {
  await arrive(MONITOR);
  await heading('Dashboard').waitFor();
  const [cookie] = await visit.page.context().cookies();
  expect(cookie).toMatchObject({ name: 'admin_token', httpOnly: true, sameSite: 'Strict' });
  const asBefore = () =>
    fetch(`${watchroom.url}${routes.currentMetrics}`, {
      headers: { cookie: `${cookie?.name}=${cookie?.value}` },
    });
  expect((await asBefore()).status).toBe(200);

  await visit.page.getByRole('button', { name: 'Sign out' }).click();
  await heading('Sign in').waitFor();

  expect((await asBefore()).status).toBe(401);
  await visit.page.goto(routes.dashboardPage);
  await heading('Sign in').waitFor();
  expect(visit.manners.complaints()).toEqual([]);
});

it('leads back to the sign-in page when the visit is ended from elsewhere', async () => {
  await arrive(MONITOR);
  await heading('Dashboard').waitFor();

  const { code } = await runCommand(watchroom.dataDir, 'admin', ['disable', '--email', MONITOR.email]);
  expect(code).toBe(0);

  await heading('Sign in').waitFor();
  expect(await visit.text()).toContain('Your session has ended');
  expect(visit.manners.complaints(REFUSED)).toEqual([]);
});
