import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import type { Browser, Locator } from 'playwright-core';
import { ADMIN, ADMIN_SETTINGS, login } from './setup/admin';
import { launchBrowser } from './setup/browser';
import { CounsellingPlatform } from './setup/counselling-platform';
import { oneLine, Visit } from './setup/dashboard';
import { idOf, SERVICE } from './setup/ground-truth';
import { eventually } from './setup/patience';
import { type RunningWatchroom, startWatchroom } from './setup/watchroom';

let watchroom: RunningWatchroom;
let browser: Browser;
let visit: Visit;

/** Somebody in Berlin, signed in. */
async function open(address: string, title = 'Dashboard'): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: watchroom.url,
    viewport: { width: 1280, height: 800 },
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  const opened = new Visit(context, await context.newPage());
  await opened.page.request.post(routes.login, { data: ADMIN });
  await opened.page.goto(address);
  await opened.page.getByRole('heading', { level: 1, name: title }).waitFor();
  return opened;
}

beforeAll(async () => {
  [watchroom, browser] = await Promise.all([
    startWatchroom({ DEMO: 'off', ...ADMIN_SETTINGS }),
    launchBrowser(),
  ]);
  const platform = new CounsellingPlatform(watchroom);
  await platform.put(idOf(1), { counselor_category: 'Anxiety', start_time: new Date().toISOString() });
  await platform.export({ service: SERVICE, atMs: Date.now(), durationsMs: [12, 15, 18] });
  expect((await login(watchroom.url, ADMIN)).status).toBe(200);
  visit = await open(routes.dashboardPage);
});
afterAll(async () => {
  await browser?.close();
  await watchroom?.stop();
});

/** Sessions are counted once a minute. */
const COUNTED_WITHIN_MS = 75_000;
const CHARTS = [
  'Active sessions',
  'Average connection quality',
  'Error rate',
  'API response time',
  'Requests a minute',
  'Connections in use',
  'Wait for a connection',
  'Time-outs of the pool',
];
const range = (of = visit): Locator => of.page.getByRole('radiogroup', { name: 'Range' });
const zone = (): Locator => visit.page.getByRole('radiogroup', { name: 'Times in' });
const chart = (name: string, of = visit): Locator =>
  of.page.getByRole('figure', { name: `${name} over time`, exact: true });
const words = async (name: string, of = visit): Promise<string> =>
  oneLine(await chart(name, of).locator('figcaption').innerText());
const cursor = (name: string): Locator =>
  visit.page.getByRole('slider', { name: `${name}: moment looked at`, exact: true });
const address = (): URLSearchParams => new URL(visit.page.url()).searchParams;

async function untilAllSay(pattern: RegExp, of = visit): Promise<void> {
  for (const name of CHARTS)
    await eventually(async () => expect(`${name}: ${await words(name, of)}`).toMatch(pattern));
}

it('shows the last 24 hours to whoever asks for nothing else', async () => {
  await untilAllSay(/[Ll]ast 24 hours.*Local time \(Europe\/Berlin\)/);
  expect(await range().getByRole('radio', { name: '24 h' }).isChecked()).toBe(true);
  expect(await visit.page.getByRole('region', { name: /^(People|Requests|Database|Vendors)$/ }).count()).toBe(
    4,
  );
});

it('shows seven days instead, and moves nothing', async () => {
  // The room of what the range changes: the tiles around the charts may have news of their own meanwhile.
  const rooms = async () => {
    const rooms: Record<string, number[]> = {};
    for (const name of CHARTS) {
      const parts = [chart(name).getByRole('list', { name: 'Legend' }), chart(name).locator('figcaption')];
      const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
      rooms[name] = boxes.map((box) => Math.round(box?.height ?? -1));
    }
    return rooms;
  };
  const before = await rooms();
  await range().getByText('7 d', { exact: true }).click();
  expect(await rooms()).toEqual(before);
  await untilAllSay(/Last 7 days by hour/);
  expect(await rooms()).toEqual(before);
});

it('keeps the range over a reload, and for whoever is sent the address', async () => {
  expect(address().get('range')).toBe('7d');
  await visit.page.reload();
  await untilAllSay(/Last 7 days by hour/);
  const colleague = await open(visit.page.url());
  await untilAllSay(/Last 7 days by hour/, colleague);
  expect(await range(colleague).getByRole('radio', { name: '7 d' }).isChecked()).toBe(true);
  expect(colleague.manners.complaints()).toEqual([]);
  await colleague.close();
});

it('tells times in UTC by choice, and remembers it', async () => {
  await zone().getByText('UTC').click();
  await untilAllSay(/UTC\.$/);
  expect(address().get('zone')).toBe('utc');
  await visit.page.goto(`${routes.dashboardPage}?range=7d`);
  await untilAllSay(/UTC\.$/);
});

it('moves one cursor over all charts by the keyboard', async () => {
  await cursor('Requests a minute').focus();
  await visit.page.keyboard.press('End');
  const last = await cursor('Requests a minute').getAttribute('aria-valuetext');
  expect(last).toMatch(/: .*requests a minute, 3 in all/);
  await visit.page.keyboard.press('ArrowLeft');
  const told = (await cursor('Requests a minute').getAttribute('aria-valuetext')) ?? '';
  expect(told).toMatch(/^\w{3} \d+ \w{3}, \d\d:00 to \d\d:00: not observed$/);
  const [when = ''] = told.split(': not');
  expect(when).not.toBe((last ?? '').split(': ')[0]);
  for (const name of CHARTS) expect(await words(name)).toContain(when);
  await visit.page.keyboard.press('Tab');
  await untilAllSay(/Last 7 days/);
});

it('offers what a chart shows as a table', async () => {
  const button = chart('Requests a minute').getByRole('button', { name: 'Show as table: Requests a minute' });
  await button.focus();
  await visit.page.keyboard.press('Enter');
  const rows = chart('Requests a minute').getByRole('table').getByRole('row');
  await rows.nth(1).waitFor();
  expect(await rows.count()).toBeGreaterThanOrEqual(1 + 7 * 24);
  expect(oneLine(await rows.nth(1).innerText())).toMatch(
    /^\w{3} \d+ \w{3}, \d\d:00 to \d\d:00 .* still filling$/,
  );
  expect(await visit.manners.faults()).toEqual([]);
});

it('shows the time between two moments', async () => {
  await range().getByText('Custom').click();
  await visit.page.getByLabel('To', { exact: true }).fill('2020-01-01T00:00');
  await visit.page.getByRole('button', { name: 'Show', exact: true }).click();
  await visit.page.getByText('The end must lie at least 5 minutes after the start.').waitFor();
  const now = Date.now();
  const text = (hoursAgo: number) => new Date(now - hoursAgo * 3_600_000).toISOString().slice(0, 16);
  await visit.page.getByLabel('From', { exact: true }).fill(text(30));
  await visit.page.getByLabel('To', { exact: true }).fill(text(28));
  await visit.page.getByRole('button', { name: 'Show', exact: true }).click();
  await untilAllSay(/^[\w -]+: Chosen time by minute: nothing was seen/);
  expect(address().get('from')).toBe(`${text(30)}:00.000Z`);
});

it('leads to the sessions of one service over the same time, at an address for a colleague', async () => {
  const untilItSays = (of: Visit) =>
    eventually(
      async () =>
        expect(await words('Sessions with LiveKit', of)).toMatch(
          /^Last 7 days by hour: With this service 0 sessions throughout, nobody was measuring for [^.]+\. UTC/,
        ),
      COUNTED_WITHIN_MS,
    );
  await visit.page.goto(`${routes.dashboardPage}?range=7d`);
  await visit.tile('Sessions by provider').getByRole('link', { name: 'LiveKit' }).click();
  await untilItSays(visit);
  const shown = chart('Sessions with LiveKit');
  await shown.getByRole('button', { name: 'Show as table: Sessions with LiveKit' }).click();
  const [newest] = (await shown.getByRole('table').getByRole('row').allInnerTexts()).slice(1);
  expect(oneLine(newest ?? '')).toMatch(/ 0 [01](\.\d)? still filling$/); // nobody told what carries the one there is
  const colleague = await open(visit.page.url(), 'LiveKit');
  await untilItSays(colleague);
  expect(colleague.manners.complaints()).toEqual([]);
  await colleague.close();
  await visit.page.getByRole('link', { name: 'Back to the dashboard' }).click();
  await untilAllSay(/Last 7 days by hour/);
});

it('says so when an address asks for what there is not', async () => {
  await visit.page.goto(`${routes.dashboardPage}?range=5h`);
  await visit.page.getByText('does not exist (“5h”). The last 24 hours are shown.').waitFor();
  await untilAllSay(/[Ll]ast 24 hours/);
  expect(visit.manners.complaints()).toEqual([]);
});
