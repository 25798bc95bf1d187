import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ADMIN_SETTINGS } from './setup/admin';
import { openDashboard, TILES, type Visit } from './setup/dashboard';
import { Middleman } from './setup/middleman';
import { eventually } from './setup/patience';
import { type Scene, setSceneInUse } from './setup/scene';

/** What a browser writes about requests that fail; there is nothing a page could do about it. */
const FAILED_REQUEST = /Failed to load resource/;

let scene: Scene;
let middleman: Middleman;
let visit: Visit;
let page: Page;

beforeAll(async () => {
  scene = await setSceneInUse();
  middleman = await Middleman.before(scene.watchroom.url);
  visit = await openDashboard(scene.browser, middleman.url);
  page = visit.page;
  await visit.untilItSays('Error rate', '%');
});
afterAll(async () => {
  middleman?.stop();
  await scene?.close();
});

describe('taken along', () => {
  const saved = async (press: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), press()]);
    return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
  };

  it('a chart as a table that spreadsheets read', async () => {
    const csv = await saved(() => page.getByRole('button', { name: 'CSV: Error rate over time' }).click());
    expect(csv.name).toMatch(/^watchroom-error-rate-over-time-\d{4}-\d\d-\d\d-\d{4}\.csv$/);
    const lines = csv.content.toString('utf8').split('\r\n');
    expect(lines[0]).toBe('\uFEFFhour_utc,error_rate,errors,requests,state,too_few_to_judge');
    expect(lines).toHaveLength(1 + 24 + 1);
    expect(lines.at(-1)).toBe('');
    await page.getByRole('button', { name: 'Show as table: Error rate' }).click();
    const shown = await page.locator('table[aria-label="Error rate by hour"]').locator('tbody tr').all();
    const [hour] = (lines[1] ?? '').split(',');
    expect(await shown[0]?.locator('th').textContent()).toContain(hour?.slice(11, 16));
    for (const line of lines.slice(1, -1))
      expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z,(0?\.?\d*(e-\d+)?|1),\d*,\d*,\w+,(yes|no)$/);
  });

  it('the page on one sheet of paper, light and without controls', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.getByText(/^As of .*\(UTC\)$/).waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    const inks = await page.evaluate(
      `[getComputedStyle(document.querySelector('h1')).color, getComputedStyle(document.querySelector('section')).backgroundColor]`,
    );
    expect(inks).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  });
});

describe('on a wall', () => {
  const SCREENS = [
    [1920, 1080],
    [3840, 2160],
    [1080, 1920],
  ] as const;

  const measures = () =>
    page.evaluate<{ height: number; width: number; sentence: number }>(`({
      height: document.documentElement.scrollHeight,
      width: document.documentElement.scrollWidth,
      sentence: parseFloat(getComputedStyle(document.querySelector('[aria-labelledby="system-health"] p')).fontSize),
    })`);

  /** Everything on one screen, with a sentence to be read from afar, whole. */
  async function fits(width: number, height: number): Promise<void> {
    await page.setViewportSize({ width, height });
    await eventually(async () => {
      const { height: tall, width: wide, sentence } = await measures();
      expect({ tall, wide }).toEqual({ tall: height, wide: width });
      expect(sentence).toBeGreaterThanOrEqual(Math.min(width / 54, height / 45)); // letters of a 45th of the height
    });
    expect(await page.evaluate(CUT_OFF)).toEqual([]);
  }

  it('shows all of it on one screen, without controls', async () => {
    await page.goto('/admin/dashboard?wall');
    await visit.tile('Error rate').locator('svg.recharts-surface').first().waitFor({ timeout: 60_000 });
    for (const [width, height] of SCREENS) await fits(width, height);
    expect(await page.getByRole('button').count()).toBe(0);
  });

  it('counts down to the next figures and tells the time', async () => {
    const bar = page.getByRole('banner');
    const seconds = async () => Number(/New figures in (\d+) s/.exec(await bar.innerText())?.[1]);
    await eventually(async () => expect(await seconds()).toBeGreaterThan(2));
    const before = await seconds();
    await eventually(async () => expect(await seconds()).toBeLessThan(before));
    expect(await bar.innerText()).toMatch(/\d\d:\d\d:\d\d/);
  });

  it('says in an outage what is down, since when, and whom to call, on a ground of red', async () => {
    scene.vendors.daily.mode.set('down');
    scene.vendors.livekit.mode.set('down');
    await visit.untilItSays(
      'System health',
      /Critical (LiveKit|Daily\.co) is down since \d\d:\d\d \(\d+ (second|minute)s?\)\.( \w+ of \d+ active sessions? runs? on \S+)? Call the support of (LiveKit|Daily\.co)\./,
    );
    const shares: number[] = [];
    for (const [width, height] of SCREENS) {
      await fits(width, height);
      shares.push(await page.evaluate<number>(RED));
      await page.screenshot({
        path: `${process.env.WALL_PICTURES ?? scene.watchroom.dataDir}/wall-${width}.png`,
      });
    }
    expect(Math.min(...shares)).toBeGreaterThan(0.04);
    expect(visit.manners.complaints(FAILED_REQUEST)).toEqual([]);
  });

  it('says so from afar when its sign-in has ended, and comes back to the wall', async () => {
    await page.context().clearCookies();
    await page.keyboard.press('r');
    await page
      .getByText('This wall is signed out and shows nothing.')
      .filter({ visible: true })
      .first()
      .waitFor();
    await page.getByLabel('Email').fill(ADMIN_SETTINGS.ADMIN_EMAIL);
    await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN_SETTINGS.ADMIN_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page
      .getByRole('banner')
      .getByText(/New figures|Asking/)
      .waitFor();
    expect(new URL(page.url()).searchParams.has('wall')).toBe(true);
  });

  it('greys itself and counts while its server is away, and reloads once for the release that comes back', async () => {
    const opened: string[] = [];
    page.on('load', () => void page.evaluate<string>(ENTRY).then((entry) => opened.push(entry)));
    const before = await page.evaluate<string>(ENTRY);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true }); // scripts of the old release
    for (const [tile, words] of [
      ['Error rate', '%'],
      ['Database pool', 'in use'],
      ['External services', 'checked'],
      ['Sessions by category', 'reported'],
    ] as const)
      await visit.untilItSays(tile, words);
    middleman.become('refuses');
    await page.keyboard.press('r');
    const age = async () => {
      const words = await visit.text();
      expect(words).toMatch(OLD); // when it never comes, what the page says instead is told
      return Number(OLD.exec(words)?.[1]);
    };
    await eventually(async () => expect(await age()).toBeGreaterThan(0));
    const first = await age();
    await eventually(async () => {
      expect(await age()).toBeGreaterThan(first);
      const states = await Promise.all(TILES.map((name) => visit.stateOf(name)));
      expect(new Set(states)).toEqual(new Set(['stale']));
    });
    await fits(1920, 1080);

    middleman.release('next');
    middleman.become('passes on');
    await eventually(() => expect(opened).toEqual([`${before}?release=next`]));
    await visit.untilItSays('System health', 'Critical');
    // It looks again when the server was away again: the same release is no new one.
    middleman.become('refuses');
    await page.keyboard.press('r');
    await eventually(async () => expect(await age()).toBeGreaterThan(0));
    middleman.become('passes on');
    const served = middleman.pages;
    await eventually(() => expect(middleman.pages).toBeGreaterThan(served));
    await visit.untilItSays('System health', 'Critical');
    expect(opened).toHaveLength(1);
  });
});

const OLD = /Cannot reach Watchroom: these figures are (\d+) s old/;

const ENTRY = `document.querySelector('script[type="module"][src]').getAttribute('src')`;

/** Words of the verdict that are not shown whole. */
const CUT_OFF = `[...document.querySelectorAll('[aria-labelledby="system-health"] p')]
  .filter((e) => e.scrollHeight > e.clientHeight + 1).map((e) => e.textContent)`;

/** The share of the screen that the red ground of the verdict takes. */
const RED = `(() => {
  const section = document.querySelector('[aria-labelledby="system-health"]');
  const red = getComputedStyle(section).borderLeftColor;
  const ground = [...section.querySelectorAll('div')].find((e) => getComputedStyle(e).backgroundColor === red);
  const { width, height } = ground?.getBoundingClientRect() ?? { width: 0, height: 0 };
  return (width * height) / (innerWidth * innerHeight);
})()`;
