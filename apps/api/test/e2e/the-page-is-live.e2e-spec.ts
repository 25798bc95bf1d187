import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import type { Browser } from 'playwright-core';
import { ADMIN_SETTINGS, signIn } from './setup/admin';
import { launchBrowser } from './setup/browser';
import { untilCalm } from './setup/calm';
import { CounsellingPlatform } from './setup/counselling-platform';
import { openDashboard, TILES, type Visit } from './setup/dashboard';
import { idOf } from './setup/ground-truth';
import { Middleman } from './setup/middleman';
import { eventually } from './setup/patience';
import { type RunningWatchroom, startWatchroom } from './setup/watchroom';

/** What a browser writes about requests that fail; there is nothing a page could do about it. */
const FAILED_REQUEST = /Failed to load resource/;
const STARTED = 7;

/** As long as no service reports, its own requests are judged: on a busy machine they would be news. */
const HOWEVER_SLOW = { RESPONSE_TIME_WARNING_MS: '30000', RESPONSE_TIME_CRITICAL_MS: '60000' };

interface Moved {
  by: number;
  what: string[];
}
/** Less than this nobody sees: a word that became a letter longer. */
const SEEN = 0.001;
/** What stood somewhere else a moment before, as the browser counts it; moves that a hand asked for, too. */
const WATCH_WHAT_MOVES = `(() => {
  window.moved = [];
  const nameOf = ({ node }) => node?.className ?? node?.textContent ?? '';
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries())
      if (value > ${SEEN}) moved.push({ by: value, what: sources.map(nameOf) });
  }).observe({ type: 'layout-shift', buffered: true });
})()`;

let watchroom: RunningWatchroom;
let platform: CounsellingPlatform;
let middleman: Middleman;
let browser: Browser;
let visit: Visit;
let sessions = 0;

beforeAll(async () => {
  [watchroom, browser] = await Promise.all([
    startWatchroom({ DEMO: 'off', ...ADMIN_SETTINGS, ...HOWEVER_SLOW }),
    launchBrowser(),
  ]);
  platform = new CounsellingPlatform(watchroom);
  middleman = await Middleman.before(watchroom.url);
  await startSession();
  visit = await openDashboard(browser, middleman.url);
  await untilCounted();
  await badge('Live');
});
afterAll(async () => {
  await browser?.close();
  middleman?.stop();
  await watchroom?.stop();
});

async function startSession(): Promise<void> {
  const session = { counselor_category: 'Anxiety', start_time: new Date().toISOString() };
  expect((await platform.put(idOf(++sessions), session)).status).toBe(204);
}

const untilCounted = () =>
  visit
    .tile('Active sessions')
    .getByRole('paragraph')
    .getByText(String(sessions), { exact: true })
    .waitFor({ timeout: 40_000 });
const control = () => visit.page.getByRole('group', { name: 'Refresh' });
const badge = (word: string) =>
  control().locator('span').getByText(word, { exact: true }).waitFor({ timeout: 40_000 });
const press = (name: string) => control().getByRole('button', { name, exact: true }).click();
const choose = (label: string) => control().getByLabel('Refresh every').selectOption(label);
const icon = () => visit.page.locator('link[rel="icon"]').getAttribute('href');

it('counts a session on the open page within a second of its start', async () => {
  const lateMs: number[] = [];
  for (let started = 0; started < STARTED; started++) {
    await startSession();
    const storedAt = performance.now();
    await untilCounted();
    lateMs.push(performance.now() - storedAt);
    await visit.page.waitForTimeout(170 * started); // at any moment of the server's round
  }
  // The machine does other things, too: some may come later, but none as late as the next refresh.
  const [, , third = Infinity] = lateMs.toSorted((a, b) => a - b);
  expect(third).toBeLessThan(1_000);
  expect(Math.max(...lateMs)).toBeLessThan(10_000);
});

describe('moves nothing: not at the first look, not at a refresh, not when the stream tells something new', () => {
  // A reason that comes to stand in the ledger is news, and takes its room.
  beforeAll(async () => untilCalm(await signIn(watchroom.url)));

  it.each([
    ['a desk', 1280, ''],
    ['a phone', 360, ''],
    ['a wall', 1280, '?wall'],
  ])('on %s', async (_name, width, search) => {
    const page = await visit.page.context().newPage();
    await page.setViewportSize({ width, height: 800 });
    await page.addInitScript(WATCH_WHAT_MOVES);
    const moved = () => page.evaluate<Moved[]>('moved.splice(0)');
    const count = () =>
      page
        .getByRole('region', { name: 'Active sessions' })
        .getByRole('paragraph')
        .getByText(String(sessions), { exact: true })
        .waitFor();
    // Whoever waits too long for the first figures is shown the page without them, and news take their room: then once more.
    await eventually(async () => {
      await page.goto(middleman.url + routes.dashboardPage + search);
      await count();
      await page.locator('svg.recharts-surface').filter({ visible: true }).first().waitFor();
      expect(await moved()).toEqual([]);
      for (let refresh = 0; refresh < 3; refresh++) {
        await page.evaluate('dispatchEvent(new Event("visibilitychange"))');
        await startSession();
        await count();
      }
      expect(await moved()).toEqual([]);
    }, 60_000);
    await page.close();
  });
});

it('is a page that its browser has nothing against', () =>
  expect(visit.manners.complaints(FAILED_REQUEST)).toEqual([]));

it('says in the title and by the shape of the icon how things are', async () => {
  await eventually(async () => expect(await visit.page.title()).toBe('○ Unknown · Watchroom'));
  expect(await icon()).toBe('/favicon-unknown.svg');
  for (const tone of ['ok', 'warning', 'critical', 'unknown']) {
    const file = await visit.page.request.get(`/favicon-${tone}.svg`);
    expect([file.status(), file.headers()['content-type']]).toEqual([200, 'image/svg+xml']);
  }
});

it('falls back to asking when its stream is cut, says so, and is live again by itself', async () => {
  middleman.become('cuts streams');
  await badge('Every 30 s');
  await choose('10 s'); // no story waits longer than it must
  await badge('Every 10 s');
  await startSession();
  await untilCounted();
  middleman.become('passes on');
  await badge('Live');
  expect(await visit.text()).not.toContain('Cannot reach Watchroom');
});

it('stands still while it is paused, says so, and catches up', async () => {
  await press('Pause');
  await badge('Paused');
  expect(await visit.text()).toMatch(/This page is paused: its figures are \d+ seconds? old\./);
  await startSession();
  await visit.page.waitForTimeout(2_500);
  expect(await visit.says('Active sessions')).toMatch(new RegExp(`^Active sessions ${sessions - 1} `));
  await press('Resume');
  await untilCounted();
  await badge('Live');
});

it('refreshes as often as its reader chooses, and remembers that', async () => {
  await choose('Off');
  await badge('Off');
  expect(await visit.text()).toContain('This page does not refresh itself');
  await startSession();
  await eventually(async () => {
    await press('Refresh now'); // the server may tell once more what it read a second ago
    expect(await visit.says('Active sessions')).toMatch(new RegExp(`^Active sessions ${sessions} `));
  });
  await visit.page.reload();
  await badge('Off');
  await choose('10 s');
  await badge('Live');
});

it('greys itself after two refreshes that were missed, and tells it in title and icon', async () => {
  middleman.become('answers nothing');
  await badge('Every 10 s');
  await eventually(async () => {
    const states = await Promise.all(TILES.map((name) => visit.stateOf(name)));
    expect(new Set(states)).toEqual(new Set(['stale']));
    expect(await visit.page.title()).toBe('○ Out of date · Watchroom');
    expect(await icon()).toBe('/favicon-unknown.svg');
  }, 50_000);
  middleman.become('passes on');
  await badge('Live');
  await eventually(async () => expect(await visit.stateOf('Active sessions')).toBe('value'), 40_000);
});

it('keeps nobody from ending: with streams open Watchroom stops in time', async () => {
  await badge('Live');
  const stream = await visit.page.request.head(routes.metricsStream);
  expect(stream.status()).toBe(200);
  const exit = once(watchroom.process, 'exit');
  const endedAt = performance.now();
  watchroom.process.kill('SIGTERM');
  expect((await exit)[0]).toBe(0);
  expect(performance.now() - endedAt).toBeLessThan(8_000);
  await badge('Every 10 s');
});
