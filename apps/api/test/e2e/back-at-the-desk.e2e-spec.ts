import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type EventPage, routes } from '@watchroom/contracts';
import type { Page } from 'playwright-core';
import { type Account, type Admin, signIn } from './setup/admin';
import { runCommand } from './setup/command';
import { oneLine, openDashboard, type Visit } from './setup/dashboard';
import { eventually } from './setup/patience';
import { type Scene, setSceneInUse } from './setup/scene';

const UNTIL_MS = 60_000;
const HOUR_MS = 3_600_000;
const GRACE: Account = { email: 'grace@example.org', password: 'a password of her own' };

let scene: Scene;
let admin: Admin;
let visit: Visit;
let page: Page;

beforeAll(async () => {
  scene = await setSceneInUse();
  for (const [hours, level] of [
    [3, 'good'],
    [2, 'excellent'],
    [2, 'poor'],
  ] as const)
    await scene.platform.put(randomUUID(), {
      counselor_category: 'Anxiety',
      start_time: new Date(Date.now() - hours * HOUR_MS).toISOString(),
      end_time: new Date(Date.now() - (hours - 0.5) * HOUR_MS).toISOString(), // an open one would be silent too long
      quality_metrics: { connection_quality_average: level },
    });
  admin = await signIn(scene.watchroom.url);
  const order = ['create', '--email', GRACE.email, '--role', 'SYSTEM_MONITOR', '--password-stdin'];
  expect((await runCommand(scene.watchroom.dataDir, 'admin', order, `${GRACE.password}\n`)).code).toBe(0);
  await eventually(async () => expect((await admin.current()).system_health).toBe('healthy'), UNTIL_MS);
});
afterAll(() => scene?.close());

const news = () => page.getByRole('region', { name: /^Since you last looked/ });
const lines = async () => (await news().getByRole('listitem').allInnerTexts()).map(oneLine);
const events = () => admin.get<EventPage>(`${routes.events}?limit=200`);

/** As if Grace had looked for the last time so long ago. */
async function graceLooked(minutesAgo: number): Promise<void> {
  const { cookie } = await signIn(scene.watchroom.url, GRACE);
  const until = new Date(Date.now() - minutesAgo * 60_000).toISOString();
  const answer = await fetch(`${scene.watchroom.url}${routes.since}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ until }),
  });
  expect(answer.status).toBe(204);
}

const happened = (sentence: RegExp) =>
  eventually(async () => expect(JSON.stringify(await events())).toMatch(sentence), UNTIL_MS);

it('keeps quiet at a first visit', async () => {
  visit = await openDashboard(scene.browser, scene.watchroom.url);
  page = visit.page;
  await visit.untilItSays('System health', 'Healthy');
  expect(await news().count()).toBe(0);
  await visit.close();
});

it('tells whoever comes back what goes on and what is over, in six lines at most', async () => {
  await graceLooked(10);
  scene.vendors.daily.mode.set('down');
  await happened(/Daily\.co has trouble that it does not declare/);
  scene.vendors.daily.mode.set('ok');
  await happened(/Daily\.co is fine by all who can tell.*Daily\.co has trouble/);
  scene.vendors.livekit.mode.set('down');
  await happened(/LiveKit has trouble that it does not declare/);

  visit = await openDashboard(scene.browser, scene.watchroom.url, GRACE);
  page = visit.page;
  await news().waitFor();
  const told = await lines();
  expect(told.length).toBeLessThanOrEqual(6);
  expect(told[0]).toMatch(
    /^since .* Critical LiveKit has trouble that it does not declare: call its support\.$/,
  );
  expect(told.filter((line) => /Over Daily\.co was down .*is fine again\.$/.test(line))).toHaveLength(1);
  const firstOver = told.findIndex((line) => line.includes(' Over '));
  expect(told.slice(firstOver).every((line) => line.includes(' Over '))).toBe(true);
});

it('keeps the news of each tab until they are closed there, and tells them once', async () => {
  const other = await openDashboard(scene.browser, scene.watchroom.url, GRACE);
  const newsThere = other.page.getByRole('region', { name: /^Since you last looked/ });
  await newsThere.waitFor();
  await news().getByRole('button', { name: 'Close' }).click();
  await news().waitFor({ state: 'detached' });
  await page.reload();
  await visit.untilItSays('System health', 'Degraded');
  expect([await news().count(), await newsThere.count()]).toEqual([0, 1]);
  await other.close();
});

it('leads from an event to the page to look at', async () => {
  const list = page.getByRole('region', { name: 'Events', exact: true });
  await list.getByRole('listitem').first().waitFor();
  expect(await list.getByRole('listitem').count()).toBe(10);
  await list.getByRole('link', { name: 'All events' }).click();
  await page.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
  await page.getByRole('checkbox', { name: 'Service status' }).check();
  await page.waitForURL(/kind=service_status/);
  await eventually(async () => {
    const kinds = await page
      .getByRole('list', { name: 'Events, newest first' })
      .getByRole('listitem')
      .allInnerTexts();
    expect(kinds.length).toBeGreaterThan(3);
    for (const text of kinds) expect(text).toMatch(/Service status/);
  });
  await page
    .getByRole('link', { name: /^LiveKit is down/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: 'LiveKit' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
  expect(page.url()).toMatch(/kind=service_status/);
  await page.getByRole('link', { name: 'Back to the dashboard' }).click();
});

it('explains a tile by keyboard alone', async () => {
  const button = page.getByRole('button', { name: 'What is this? Error rate' });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'What is this? Error rate' });
  await dialog.waitFor();
  expect(oneLine(await dialog.innerText())).toMatch(
    /last hour that failed.*Yellow: more than 2 %.*Red: more than 5 %/,
  );
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('Tab');
    const inside = await page.evaluate(
      `document.activeElement === document.body || document.activeElement.closest('dialog') !== null`,
    );
    expect(inside).toBe(true);
  }
  expect(await visit.manners.faults()).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  const focused = await page.evaluate<string>(`document.activeElement.getAttribute('aria-label')`);
  expect(focused).toBe('What is this? Error rate');
});

it('tells a category over time', async () => {
  await visit.tile('Sessions by category').getByRole('link', { name: 'Anxiety' }).click();
  await page.getByRole('heading', { level: 1, name: 'Anxiety' }).waitFor();
  const sessions = page.getByRole('region', { name: 'Sessions over time' });
  await eventually(async () =>
    expect(oneLine(await sessions.innerText())).toMatch(/^Sessions over time 3 sessions/),
  );
  await page.getByRole('slider', { name: 'Sessions of Anxiety by hour' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await eventually(async () =>
    expect(await sessions.innerText()).toMatch(/2 sessions \(1 excellent, 1 poor\)/),
  );
  await page.getByRole('link', { name: 'last 7 days' }).click();
  await page.waitForURL(/range=7d/);
  await page.reload();
  await page.getByRole('slider', { name: 'Sessions of Anxiety by day' }).waitFor();
  expect(visit.manners.complaints()).toEqual([]);
});
