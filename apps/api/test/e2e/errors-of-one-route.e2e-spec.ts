import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type ErrorsInHour, routes } from '@watchroom/contracts';
import type { Browser, Page } from 'playwright-core';
import { type Admin, ADMIN_SETTINGS, signIn } from './setup/admin';
import { launchBrowser } from './setup/browser';
import { CounsellingPlatform } from './setup/counselling-platform';
import { oneLine, openDashboard, type Visit } from './setup/dashboard';
import type { SentPoint } from './setup/otlp';
import { eventually } from './setup/patience';
import { type RunningWatchroom, startWatchroom } from './setup/watchroom';

const HOUR_MS = 3_600_000;
const SERVICE = 'counselling-api';
/** Three hours ago posting messages failed; all else was as it should be. */
const FAILING_MS = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 3 * HOUR_MS;
/** Of the 24 hours on the chart, oldest first. */
const HOUR_OF_ERRORS = 20;
const START = new Date(FAILING_MS).toISOString();
const HOUR_PATH = `${routes.errorsPage}/${encodeURIComponent(START)}`;

const durations = (count: number, fromMs: number) =>
  Array.from({ length: count }, (_, i) => fromMs + (i % 50));
const at = (atMs: number, count: number, more: Partial<SentPoint> = {}): SentPoint => ({
  service: SERVICE,
  atMs,
  durationsMs: durations(count, 40),
  scale: 6,
  ...more,
});
const MESSAGES = { route: '/messages', method: 'POST' };
const POINTS: SentPoint[] = [
  at(FAILING_MS + 30 * 60_000, 880),
  at(FAILING_MS + 30 * 60_000, 20, { status: 404 }),
  at(FAILING_MS + 30 * 60_000, 60, { ...MESSAGES, status: 201 }),
  at(FAILING_MS + 30 * 60_000, 36, { ...MESSAGES, status: 503, durationsMs: durations(36, 900) }),
  at(FAILING_MS + 30 * 60_000, 4, { ...MESSAGES, status: null }),
  at(Date.now() - 120_000, 100),
  at(Date.now() - 120_000, 40, { ...MESSAGES, status: 201, durationsMs: durations(40, 300) }),
];

let watchroom: RunningWatchroom;
let platform: CounsellingPlatform;
let browser: Browser;
let admin: Admin;
let visit: Visit;
let page: Page;

beforeAll(async () => {
  [watchroom, browser] = await Promise.all([
    startWatchroom({ DEMO: 'off', ...ADMIN_SETTINGS }),
    launchBrowser(),
  ]);
  platform = new CounsellingPlatform(watchroom);
  await platform.export(...POINTS);
  platform.keepReporting(SERVICE);
  admin = await signIn(watchroom.url);
  await eventually(async () => {
    const hour = await admin.get<ErrorsInHour>(`${routes.errorTrend}/${encodeURIComponent(START)}`);
    expect([hour.requests, hour.unattributed.requests]).toEqual([1000, 0]);
  });
  visit = await openDashboard(browser, watchroom.url);
  ({ page } = visit);
});
afterAll(async () => {
  platform?.stop();
  await browser?.close();
  await watchroom?.stop();
});

const bodyOf = async (table: string) =>
  (await page.getByRole('table', { name: table }).getByRole('row').allInnerTexts()).slice(1).map(oneLine);
const path = () => decodeURIComponent(new URL(page.url()).pathname);

/** Tab until the link is reached: what a reader without a mouse does. */
async function tabTo(name: string | RegExp): Promise<void> {
  const wanted = page.getByRole('link', { name }).or(page.getByRole('button', { name })).first();
  await wanted.waitFor();
  for (let presses = 0; presses < 120; presses++) {
    if ((await wanted.and(page.locator(':focus')).count()) === 1) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(name)} is not reached by the keyboard`);
}

async function theHourTellsTheRoute(): Promise<void> {
  await page.getByRole('heading', { level: 1, name: /^Errors from/ }).waitFor();
  expect(path()).toBe(decodeURIComponent(HOUR_PATH));
  await eventually(async () =>
    expect(oneLine(await page.getByRole('region', { name: 'The hour' }).innerText())).toBe(
      'The hour Above warning 4 %: 40 of 1,000 requests failed.',
    ),
  );
  expect(await bodyOf('Routes in this hour')).toEqual([
    expect.stringMatching(
      /^POST \/messages counselling-api · 503, no response 1\.7\/min 40 % 40 of 100 Above critical 9\d\d ms ±0\.6 % Slow$/,
    ),
    expect.stringMatching(/^GET \/rooms\/:id counselling-api 15\/min 0 % 0 of 900 8\d ms ±0\.6 %$/),
  ]);
}

async function theRouteTellsItsStatuses(): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'POST /messages' }).waitFor();
  await eventually(async () =>
    expect(await bodyOf('How its requests ended')).toEqual([
      '201 success 60 60 % 0',
      '503 unavailable 36 36 % 36',
      'No response, or none told 4 4 % 4',
    ]),
  );
}

it('leads with the mouse from the bar of an hour to the route that failed and its statuses', async () => {
  const chart = visit.tile('Error rate').getByRole('slider');
  await chart.scrollIntoViewIfNeeded();
  const { width, height } = (await chart.boundingBox())!;
  await chart.click({ position: { x: (width * (HOUR_OF_ERRORS + 0.5)) / 24, y: height / 2 } });
  await theHourTellsTheRoute();
  await page.getByRole('link', { name: 'POST /messages' }).click();
  await theRouteTellsItsStatuses();
  await page.goBack();
  await theHourTellsTheRoute();
  await page
    .getByRole('navigation', { name: 'Breadcrumbs' })
    .getByRole('link', { name: 'Dashboard' })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
});

it('leads there by the keyboard alone, by the table beside the chart', async () => {
  const tile = visit.tile('Error rate');
  const summary = tile.getByRole('button', { name: 'Show as table: Error rate' });
  await eventually(async () => expect(await summary.isEnabled()).toBe(true));
  await summary.focus();
  await page.keyboard.press('Enter');
  const hour = tile.getByRole('table').getByRole('link').nth(HOUR_OF_ERRORS);
  for (let presses = 0; presses < 60; presses++) {
    if ((await hour.and(page.locator(':focus')).count()) === 1) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await theHourTellsTheRoute();
  await tabTo('POST /messages');
  await page.keyboard.press('Enter');
  await theRouteTellsItsStatuses();
});

it('leads from the response time to the slowest service and its slowest route', async () => {
  await page.goto(routes.dashboardPage);
  await tabTo('Response time by service');
  await page.keyboard.press('Enter');
  await tabTo(SERVICE);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: SERVICE }).waitFor();
  await eventually(async () =>
    expect(await bodyOf(`Routes of ${SERVICE}`)).toEqual([
      expect.stringMatching(/^POST \/messages .* 0 % 0 of 40 3\d\d ms too few \(n = 40\)$/),
      expect.stringMatching(/^GET \/rooms\/:id .* 0 % 0 of 100 8\d ms ±0\.6 %$/),
    ]),
  );
  expect(new URL(page.url()).search).toBe('?sort=p95');
});

it('says which time is looked at, and by nothing else', async () => {
  await page.goto(`${routes.requestsPage}/${SERVICE}?hours=24`);
  const times = page.getByRole('list', { name: 'Time' });
  await times.waitFor();
  expect(await times.locator('[aria-current]').allInnerTexts()).toEqual(['Last 24 hours']);
  await times.getByRole('link', { name: 'Last hour' }).click();
  await eventually(async () =>
    expect(await times.locator('[aria-current]').allInnerTexts()).toEqual(['Last hour']),
  );
});

it('breaks no rule of the browser', () => expect(visit.manners.complaints()).toEqual([]));
