import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ADMIN_SETTINGS } from './setup/admin';
import { launchBrowser } from './setup/browser';
import { openDashboard, type Visit } from './setup/dashboard';
import { eventually } from './setup/patience';
import { type RunningWatchroom, startWatchroom } from './setup/watchroom';

let watchroom: RunningWatchroom;
let browser: Browser;
let visit: Visit;
let page: Page;

beforeAll(async () => {
  [watchroom, browser] = await Promise.all([
    startWatchroom({ DEMO: 'on', ...ADMIN_SETTINGS }),
    launchBrowser(),
  ]);
  visit = await openDashboard(browser, watchroom.url);
  page = visit.page;
  await visit.untilItSays('Error rate', '%');
});
afterAll(async () => {
  await browser?.close();
  await watchroom?.stop();
});

const focused = () =>
  page.evaluate<string>(
    `(() => { const e = document.activeElement; return e.getAttribute('aria-label') ?? e.textContent.trim(); })()`,
  );
const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');

describe('by the keyboard alone', () => {
  it('skips to the figures, and every stop shows where it is', async () => {
    await page.reload();
    await heading('Dashboard');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the figures');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');
    expect(new URL(page.url()).hash).toBe('');
    const invisible: string[] = [];
    for (let stop = 0; stop < 40; stop++) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate<boolean>(`(() => {
        const shows = (e) => e !== null && parseFloat(getComputedStyle(e).outlineWidth) > 0 && getComputedStyle(e).outlineStyle !== 'none';
        const e = document.activeElement;
        return e === document.body || shows(e) || shows(e.parentElement);
      })()`);
      if (!seen) invisible.push(await focused());
    }
    expect(invisible).toEqual([]);
  });

  it('finds a service in the palette, goes there, and comes back by one key', async () => {
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'Command' });
    await field.waitFor();
    await page.keyboard.type('live');
    const options = page.getByRole('listbox', { name: 'Commands' }).getByRole('option');
    expect(await options.allInnerTexts()).toEqual(['Go to LiveKit']);
    expect(await field.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'));
    expect(await visit.manners.faults()).toEqual([]);
    await page.keyboard.press('Enter');
    await heading('LiveKit');
    await page.keyboard.press('d');
    await heading('Dashboard');
  });

  it('walks the palette with arrows; Escape gives the focus back', async () => {
    const button = page.getByRole('button', { name: 'Commands' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowUp');
    const chosen = page.getByRole('dialog').getByRole('option', { selected: true });
    expect(await chosen.innerText()).toBe('Sign out');
    await page.keyboard.press('ArrowDown');
    expect(await chosen.innerText()).toMatch(/^Go to the dashboard/);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused()).toBe('Commands');
  });

  it('changes the theme, refreshes, and can have its single keys switched off', async () => {
    await page.keyboard.press('t');
    await eventually(async () => expect(await scheme()).toBe('light'));
    await page.keyboard.press('t');
    await eventually(async () => expect(await scheme()).toBe('dark'));
    await page.keyboard.press('t');
    const asked = page.waitForRequest(/metrics\/database/);
    await page.keyboard.press('r');
    await asked;
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.getByRole('checkbox').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.keyboard.press('t');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await scheme()).toBe('light');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('keys');
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox').press('Space');
    await page.keyboard.press('Escape');
    expect(visit.manners.complaints()).toEqual([]);
  });
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

  it('a chart as an image', async () => {
    await page.getByRole('button', { name: 'Image: Error rate over time' }).scrollIntoViewIfNeeded();
    await visit.tile('Error rate').locator('svg.recharts-surface').first().waitFor();
    const png = await saved(() => page.getByRole('button', { name: 'Image: Error rate over time' }).click());
    expect(png.name).toMatch(/\.png$/);
    expect(png.content.subarray(1, 4).toString()).toBe('PNG');
    expect(png.content.readUInt32BE(16)).toBeGreaterThan(1000); // px wide
    expect(png.content.length).toBeGreaterThan(10_000); // more than an empty ground
    expect(visit.manners.complaints()).toEqual([]);
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
  const measures = () =>
    page.evaluate<{ height: number; width: number; sentence: number }>(`({
      height: document.documentElement.scrollHeight,
      width: document.documentElement.scrollWidth,
      sentence: parseFloat(getComputedStyle(document.querySelector('[aria-labelledby="system-health"] p')).fontSize),
    })`);

  it.each([
    [1920, 1080],
    [3840, 2160],
  ])('fits %s × %s without scrolling, with a sentence to be read from afar', async (width, height) => {
    await page.setViewportSize({ width, height });
    await page.goto('/admin/dashboard?wall');
    await visit.untilItSays('Error rate', '%');
    await visit.tile('Error rate').locator('svg.recharts-surface').first().waitFor({ timeout: 60_000 });
    await eventually(async () => {
      const { height: tall, width: wide, sentence } = await measures();
      expect({ tall, wide }).toEqual({ tall: height, wide: width });
      expect(sentence).toBeGreaterThanOrEqual(height / 45); // letters of a 45th of the height
    });
    expect(await page.getByRole('button').count()).toBe(0);
    expect(visit.manners.complaints()).toEqual([]);
  });

  it('counts down to the next figures and tells the time', async () => {
    const bar = page.getByRole('banner');
    const seconds = async () => Number(/New figures in (\d+) s/.exec(await bar.innerText())?.[1]);
    await eventually(async () => expect(await seconds()).toBeGreaterThan(2));
    const before = await seconds();
    await eventually(async () => expect(await seconds()).toBeLessThan(before));
    expect(await bar.innerText()).toMatch(/\d\d:\d\d:\d\d/);
  });

  it('says so from afar when its sign-in has ended, and comes back to the wall', async () => {
    await page.context().clearCookies();
    await page.keyboard.press('r');
    await page.getByText('This wall is signed out and shows nothing.').waitFor();
    await page.getByLabel('Email').fill(ADMIN_SETTINGS.ADMIN_EMAIL);
    await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN_SETTINGS.ADMIN_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page
      .getByRole('banner')
      .getByText(/New figures|Asking/)
      .waitFor();
    expect(new URL(page.url()).searchParams.has('wall')).toBe(true);
  });
});
