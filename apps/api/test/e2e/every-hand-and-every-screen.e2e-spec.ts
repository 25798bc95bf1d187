import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { routes } from '@watchroom/contracts';
import { ADMIN, ADMIN_SETTINGS } from './setup/admin';
import { launchBrowser } from './setup/browser';
import { openVisit, type Visit } from './setup/dashboard';
import { Hands } from './setup/hands';
import { eventually } from './setup/patience';
import { expectPictureOf } from './setup/saved-picture';
import { ScreenReader } from './setup/screen-reader';
import { type RunningWatchroom, startWatchroom } from './setup/watchroom';

let watchroom: RunningWatchroom;
let browser: Browser;
let visit: Visit;
let page: Page;
let hands: Hands;

/** What a browser writes of requests that fail: on a busy machine some do, and the page says so. */
const FAILED_REQUEST = /Failed to load resource/;
/** Key, part of the dashboard, and the first stop within it. */
const PARTS = [
  ['1', 'System health', 'What is this? System health'],
  ['2', 'People', 'What is this? Active sessions'],
  ['3', 'Requests', 'What is this? Error rate'],
  ['4', 'Database', 'What is this? Database pool'],
  ['5', 'Vendors', 'What is this? External services'],
  ['6', 'Events', /./],
] as const;
const NOTE_MOTION = `globalThis.moved = [];
for (const kind of ['animationstart', 'transitionrun'])
  addEventListener(kind, ({ target }) => globalThis.moved.push(kind + ' ' + target.outerHTML.slice(0, 80)), true);`;

beforeAll(async () => {
  [watchroom, browser] = await Promise.all([
    startWatchroom({ DEMO: 'on', ...ADMIN_SETTINGS }),
    launchBrowser(),
  ]);
  visit = await openVisit(browser, watchroom.url);
  page = visit.page;
  hands = new Hands(page);
  await page.addInitScript(NOTE_MOTION);
});
afterAll(async () => {
  await browser?.close();
  await watchroom?.stop();
});

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
const address = () => new URL(page.url());

describe('by the keyboard alone', () => {
  it('signs in, skips to the figures, and reaches each part of the page by a key', async () => {
    await page.goto(routes.dashboardPage);
    await heading('Sign in');
    await hands.tabTo('Email');
    await hands.type(ADMIN.email);
    await hands.tabTo('Password');
    await hands.type(ADMIN.password);
    await hands.press('Enter');
    await heading('Dashboard');
    await visit.untilItSays('Error rate', '%');
    await hands.tabTo('Skip to the figures');
    await hands.press('Enter');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');
    await hands.isAt(/Dashboard/);
    expect(address().hash).toBe('');
    for (const [key, part, first] of PARTS) {
      await hands.press(key);
      await hands.isAt(new RegExp(`^${part}`));
      expect(address().hash).toBe(`#${part.toLowerCase().replace(' ', '-')}`);
      await hands.tabTo(first);
    }
  });

  it('changes the range by the palette and stays in its part; the address opens there', async () => {
    await hands.press('3');
    await hands.isAt(/^Requests/);
    await hands.command('last 7');
    await hands.isAt(/^Requests/);
    expect([address().search, address().hash]).toEqual(['?range=7d', '#requests']);
    await page.reload();
    await hands.isAt(/^Requests/);
    await visit.untilItSays('Error rate', /Last 7 days by hour/);
    await eventually(async () => {
      const part = await page.getByRole('region', { name: 'Requests', exact: true }).boundingBox();
      expect(Math.round(part?.y ?? -1)).toBe(16); // its margin, whatever came above it since
    });
    await hands.command('last 24');
    await visit.untilItSays('Error rate', /last 24 hours/);
    expect([address().search, address().hash]).toEqual(['', '#requests']);
  });

  it('reads a tile: what it means, its chart step by step, its table, and takes both along', async () => {
    await hands.press('3');
    await hands.tabTo('What is this? Error rate');
    await hands.press('Enter');
    await page.getByRole('dialog', { name: 'What is this? Error rate' }).waitFor();
    await hands.isAt('Close');
    await hands.press('Escape');
    await hands.isAt('What is this? Error rate');
    await hands.tabTo('Error rate: moment looked at');
    await hands.press('ArrowLeft');
    const chart = page.getByRole('figure', { name: 'Error rate over time' });
    expect(await chart.locator('figcaption').innerText()).toMatch(/requests/);
    await hands.tabTo('Show as table: Error rate');
    await hands.press('Enter');
    await hands.isAt('Hide table: Error rate');
    for (const [button, file] of Object.entries({ CSV: /\.csv$/, Image: /\.png$/ })) {
      await hands.tabTo(`${button}: Error rate over time`);
      const [download] = await Promise.all([page.waitForEvent('download'), hands.press('Enter')]);
      expect(download.suggestedFilename()).toMatch(file);
      if (button === 'Image') await expectPictureOf(chart, download);
    }
    await hands.tabTo('Error rate as a table');
    await hands.tabTo(/\d\d:00/);
    await hands.press('Enter');
    await heading(/^Errors from/);
    await hands.isAt(/Errors from/);
  });

  it('goes down to one route, and back', async () => {
    await hands.command('requests by service');
    await heading('Requests by service');
    await hands.isAt(/Requests by service/);
    await hands.tabTo('counselling-api');
    await hands.press('Enter');
    await heading('counselling-api');
    await hands.isAt(/counselling-api/);
    await hands.tabTo(/^(GET|POST|PUT|PATCH|DELETE) /);
    const route = await hands.focused();
    await hands.press('Enter');
    await heading(route);
    await hands.tabTo('counselling-api'); // the way back
    await hands.press('Enter');
    await heading('counselling-api');
    await page.goBack();
    await heading(route);
    await hands.isAt(/How its requests ended/);
  });

  it.each([
    ['5', 'LiveKit', 'LiveKit, last 90 days'],
    ['2', 'Anxiety', 'last 7 days'],
    ['6', 'All events', 'System health'],
  ])('opens a page from part %s: %s', async (part, link, stop) => {
    await hands.press('d');
    await heading('Dashboard');
    await hands.press(part);
    await hands.tabTo(link);
    await hands.press('Enter');
    await heading(link === 'All events' ? 'Events' : link);
    await hands.isAt(/./);
    await hands.tabTo(stop);
    await hands.press('Space');
  });

  it('holds the page and lets it go, refreshes it, and chooses how often', async () => {
    await hands.press('d');
    await heading('Dashboard');
    await hands.tabTo('24 h');
    await hands.press('ArrowRight', 'ArrowRight', 'ArrowRight');
    await hands.isAt('Custom');
    await hands.tabTo('From');
    await hands.press('Enter');
    await eventually(() => expect([...address().searchParams.keys()].toSorted()).toEqual(['from', 'to']));
    await hands.command('last 24');
    await hands.tabTo('Refresh every');
    await hands.press('ArrowDown');
    await page.getByRole('group', { name: 'Refresh' }).getByText('Live').waitFor();
    expect(await page.getByLabel('Refresh every').inputValue()).toBe('60000');
    await hands.press('ArrowUp');
    await hands.tabTo('Pause');
    await hands.press('Space');
    await hands.isAt('Resume');
    await hands.press('Space');
    await hands.isAt('Pause');
    await hands.tabTo('Refresh now');
    const asked = page.waitForRequest(/metrics\/database/);
    await hands.press('Enter');
    await asked;
    await hands.isAt('Refresh now');
  });

  it('walks the palette with arrows, finds by letters, and is told when nothing is found', async () => {
    await hands.press('Shift+Tab');
    const before = await hands.focused();
    await hands.press('Control+k');
    const field = page.getByRole('combobox', { name: 'Command' });
    const chosen = page.getByRole('dialog').getByRole('option', { selected: true });
    await hands.press('ArrowUp');
    expect(await chosen.innerText()).toBe('Sign out');
    await hands.press('ArrowDown');
    expect(await chosen.innerText()).toMatch(/^Go to the dashboard/);
    expect(await visit.manners.faults()).toEqual([]);
    await hands.type('live');
    const options = page.getByRole('listbox', { name: 'Commands' }).getByRole('option');
    expect(await options.allInnerTexts()).toEqual(['Go to LiveKit']);
    expect(await field.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'));
    await hands.type('xyz');
    expect(await options.allInnerTexts()).toEqual(['Nothing is called that.']);
    expect(await field.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'));
    await hands.press('Escape');
    await hands.isAt(before);
  });

  it('changes the theme, and can have its single keys switched off', async () => {
    for (const next of ['light', 'dark']) {
      await hands.press('t');
      await eventually(async () => expect(await scheme()).toBe(next));
    }
    await hands.press('t', '?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await hands.isAt(/^Keys of a single sign/);
    await hands.press('Space', 'Escape', '?', 't', '3');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect([await scheme(), address().hash]).toEqual(['light', '']);
    await hands.command('show the keys');
    await hands.isAt(/^Keys of a single sign/);
    await hands.press('Space', 'Escape');
    expect(visit.manners.complaints(FAILED_REQUEST)).toEqual([]);
  });
});

describe('read by a screen reader', () => {
  it('is what is seen, in the same order', async () => {
    const reader = await ScreenReader.at(page);
    await page.clock.install();
    await page.reload();
    await visit.untilItSays('External services', 'checked');
    await page.getByLabel('Refresh every').selectOption('off');
    await page.clock.pauseAt(Date.now() + 2_000);
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await eventually(async () => {
        const spoken = await reader.spoken();
        expect(spoken).toEqual(await reader.seen());
        expect(spoken.length).toBeGreaterThan(100);
      });
      expect([await reader.outOfOrder(), await reader.misnamed()]).toEqual([[], []]);
    }
  });

  it('moves nothing for those who want less motion', async () => {
    expect(await page.evaluate('globalThis.moved')).toEqual([]);
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
  });
});
