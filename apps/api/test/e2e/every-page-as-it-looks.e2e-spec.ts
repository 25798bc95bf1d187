import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import type { Browser } from 'playwright-core';
import { differenceOf, isKnown } from '../pictures/baselines';
import { LAPTOP, PHONE, type Scheme, type Screen, type Sitter, Sitting, WALL } from '../pictures/sitting';
import { Stage } from '../pictures/stage';
import { ownFonts } from '../pictures/studio';
import { launchBrowser } from './setup/browser';
import { ROOT } from './setup/watchroom';

const SAME_EVERYWHERE = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'];
/** Contexts of the browser that are looked at at the same time: each waits most of its time. */
const AT_ONCE = 3;

/** What a browser writes about requests that are refused; there is nothing a page could do about it. */
const REFUSED = /Failed to load resource/;

const PAGES: Record<string, Sitter> = {
  dashboard: { scene: 'value', path: routes.dashboardPage, shows: 'Healthy' },
  wall: { scene: 'value', path: `${routes.dashboardPage}?wall`, shows: 'Healthy', isOneScreen: true },
  events: { scene: 'value', path: routes.eventsPage, shows: 'LiveKit is down' },
  service: { scene: 'value', path: `${routes.servicePage}/livekit`, shows: 'Elevated connection errors' },
  category: { scene: 'value', path: `${routes.categoryPage}/Anxiety`, shows: 'Sessions over time' },
  requests: { scene: 'value', path: routes.requestsPage, shows: 'avatar-director' },
  'requests-of-a-service': {
    scene: 'value',
    path: `${routes.requestsPage}/counselling-api`,
    shows: '/counsellors',
  },
  'errors-of-an-hour': {
    scene: 'value',
    path: `${routes.errorsPage}/2026-11-23T09:00:00.000Z`,
    shows: '/counsellors',
  },
  'sign-in': { scene: null, path: routes.loginPage, shows: 'Email' },
  'not-found': { scene: 'value', path: '/admin/nowhere', shows: 'There is no such page' },
  'no-role': { scene: 'noRole', path: routes.dashboardPage, shows: 'Your role does not include' },
  failed: {
    tells: /null|TypeError|error/i,
    scene: 'damaged',
    path: routes.eventsPage,
    shows: 'This page could not be shown',
  },
  'first-run': { scene: 'firstRun', path: routes.dashboardPage, shows: 'Connect your platform' },
};

/** Looked at once on a laptop and once on a phone. */
const STATES: Record<string, Sitter> = {
  'dashboard-loading': { scene: 'loading', path: routes.dashboardPage, shows: 'Dashboard', isLoading: true },
  'dashboard-no-traffic': { scene: 'noTraffic', path: routes.dashboardPage, shows: 'Healthy' },
  'dashboard-too-few': { scene: 'tooFew', path: routes.dashboardPage, shows: 'too few to judge' },
  'dashboard-stale': { scene: 'stale', path: routes.dashboardPage, shows: 'Out of date' },
  'dashboard-blind': {
    tells: REFUSED,
    scene: 'blind',
    path: routes.dashboardPage,
    shows: 'No service reports its requests',
  },
  'dashboard-outage': { scene: 'outage', path: routes.dashboardPage, shows: 'Critical' },
  'dashboard-error': {
    scene: 'failing',
    path: routes.dashboardPage,
    shows: 'Watchroom failed to answer',
    tells: REFUSED,
    isLoading: true,
  },
  'requests-of-a-route': {
    scene: 'value',
    path: `${routes.requestsPage}/counselling-api?route=/rooms/:id&method=GET`,
    shows: '503',
  },
};

/** What is looked at in one browser context. */
interface Order {
  name: string;
  sitter: Sitter;
  looks: [screen: Screen, scheme: Scheme, isSearched?: 'for barriers'][];
}

/** PICTURES=wall,service looks at these alone, while somebody works on them. */
const isWanted = (name: string): boolean => process.env.PICTURES?.split(',').includes(name) ?? true;

const BARRIERS = 'for barriers';
const ORDERS = [
  ...Object.entries(PAGES).flatMap(([name, sitter]): Order[] => [
    {
      name,
      sitter,
      looks: [
        [LAPTOP, 'light'],
        [LAPTOP, 'dark', BARRIERS],
        [PHONE, 'dark'],
        [PHONE, 'light', BARRIERS],
      ],
    },
    {
      name,
      sitter,
      looks: [
        [WALL, 'light'],
        [WALL, 'dark'],
      ],
    },
  ]),
  ...Object.entries(STATES).map(([name, sitter]): Order => ({
    name,
    sitter,
    looks: [
      [LAPTOP, 'light', BARRIERS],
      [PHONE, 'dark', BARRIERS],
    ],
  })),
].filter(({ name }) => isWanted(name));

interface Seen {
  pictures: [name: string, picture: Buffer][];
  faults: string[];
  complaints: string[];
}

let stage: Stage;
let browser: Browser;
const fonts = ownFonts();
const seen = new Map<string, Promise<Seen[]>>();

beforeAll(async () => {
  [stage, browser] = await Promise.all([
    Stage.open(ROOT),
    launchBrowser({ args: SAME_EVERYWHERE, env: { FONTCONFIG_FILE: fonts.file } }),
  ]);
  const waiting = ORDERS.map((order) => {
    let begin = (): void => undefined;
    const turn = new Promise<void>((resolve) => (begin = resolve));
    const done = turn.then(() => lookAt(order));
    done.catch(() => undefined); // told by the test that waits for it
    seen.set(
      order.name,
      Promise.all([seen.get(order.name) ?? [], done]).then((all) => all.flat()),
    );
    return async () => (begin(), done);
  });
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await next().catch(() => undefined);
  };
  for (let index = 0; index < AT_ONCE; index++) void worker();
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
  fonts.remove();
});

async function lookAt({ name, sitter, looks }: Order): Promise<Seen> {
  const [[first]] = looks as [Order['looks'][number]];
  const sitting = await Sitting.begin(browser, stage.url, sitter, first);
  const found: Seen = { pictures: [], faults: [], complaints: [] };
  for (const [screen, scheme, isSearched] of looks) {
    const where = `${name}-${screen.width}-${scheme}`;
    await sitting.show(screen, scheme);
    found.pictures.push([where, await sitting.picture((picture) => isKnown(where, picture))]);
    found.faults.push(...(await sitting.manners.overflow(screen.width)));
    if (isSearched !== undefined) found.faults.push(...(await sitting.manners.barriers(where)));
  }
  found.complaints = sitting.manners.complaints(sitter.tells);
  await sitting.close();
  return found;
}

const all = async (name: string) => (await seen.get(name)) ?? [];

describe.each([...new Set(ORDERS.map(({ name }) => name))])('%s', (name) => {
  it('has no barrier, and nothing beyond the edge', async () =>
    expect((await all(name)).flatMap(({ faults }) => faults)).toEqual([]));
  it('keeps the console clean', async () =>
    expect((await all(name)).flatMap(({ complaints }) => complaints)).toEqual([]));
});

// Comparing holds everything else up: it is done when nobody asks the stage any more.
it.each([...new Set(ORDERS.map(({ name }) => name))])('%s looks as it did', async (name) => {
  const pictures = (await all(name)).flatMap((each) => each.pictures);
  const differences = pictures.map(([where, picture]) => differenceOf(where, picture));
  expect(differences.filter((difference) => difference !== null)).toEqual([]);
});
