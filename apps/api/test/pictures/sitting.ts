import { ADMIN_COOKIE } from '@watchroom/contracts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Manners } from '../e2e/setup/manners';
import { eventually } from '../e2e/setup/patience';
import { NOW_MS, SECOND_MS } from './moment';
import type { SceneName } from './scenes';

export type Scheme = 'light' | 'dark';

export interface Screen {
  width: number;
  height: number;
  /** Dots of the picture for each px of the page. */
  dots: number;
}
export const PHONE: Screen = { width: 360, height: 800, dots: 1 };
export const LAPTOP: Screen = { width: 1280, height: 800, dots: 1 };
/** Kept at half its dots: a quarter of the bytes, and the layout is that of 3840 px. */
export const WALL: Screen = { width: 3840, height: 2160, dots: 0.5 };

export interface Sitter {
  /** Null: nobody is signed in. */
  scene: SceneName | null;
  path: string;
  /** What the page shows when it has come that far. */
  shows: string;
  /** The picture is of one screen, however much the page holds. */
  isOneScreen?: boolean;
  /** What the browser's console tells of it all the same. */
  tells?: RegExp;
  /** Its placeholders stay. */
  isLoading?: boolean;
}

/** The page is asked for a moment before the moment of the pictures, as figures on a page are. */
const ASKED_MS = NOW_MS - SECOND_MS;
const STILL_WITHIN_MS = 60_000;
const MOST_SHOTS = 5;

/** One page in one browser context, with a clock that stands still. */
export class Sitting {
  readonly manners: Manners;
  private readonly underway = new Set<unknown>();

  private constructor(
    private readonly context: BrowserContext,
    private readonly page: Page,
    private readonly sitter: Sitter,
  ) {
    this.manners = new Manners(page);
    page.on('request', (request) => !request.url().endsWith('/stream') && this.underway.add(request));
    page.on('requestfinished', (request) => this.underway.delete(request));
    page.on('requestfailed', (request) => this.underway.delete(request));
  }

  static async begin(browser: Browser, url: string, sitter: Sitter, screen: Screen): Promise<Sitting> {
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width: screen.width, height: screen.height },
      deviceScaleFactor: screen.dots,
      timezoneId: 'UTC',
      locale: 'en-GB',
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(60_000);
    if (sitter.scene !== null) await context.addCookies([{ name: ADMIN_COOKIE, value: sitter.scene, url }]);
    const page = await context.newPage();
    await page.clock.setFixedTime(ASKED_MS);
    const sitting = new Sitting(context, page, sitter);
    await page.goto(sitter.path);
    await page.getByText(sitter.shows).first().waitFor();
    await sitting.show(screen, 'light');
    await page.clock.setFixedTime(NOW_MS);
    await page.evaluate(TICK);
    return sitting;
  }

  /** Shows the whole page on a screen so wide, and waits until nothing on it moves any more. */
  async show({ width, height }: Screen, colorScheme: Scheme): Promise<void> {
    await this.page.emulateMedia({ colorScheme });
    await this.page.setViewportSize({ width, height });
    // what is far below is drawn when it comes into sight: here all of it is
    do await this.still();
    while (this.sitter.isOneScreen !== true && (await this.grow()));
    const shown = await this.page.locator('html').getAttribute('data-mantine-color-scheme');
    if (shown !== colorScheme) throw new Error(`The page is ${shown}, not ${colorScheme}`);
  }

  /** A picture of what is shown. One that is not known is taken again until it stays the same: a machine may be busy. */
  async picture(isKnown: (picture: Buffer) => boolean): Promise<Buffer> {
    let picture = await this.shoot();
    for (let left = MOST_SHOTS; left > 0 && !isKnown(picture); left--) {
      await this.still();
      const next = await this.shoot();
      if (next.equals(picture)) break;
      picture = next;
    }
    return picture;
  }

  close(): Promise<void> {
    return this.context.close();
  }

  private shoot(): Promise<Buffer> {
    return this.page.screenshot({ animations: 'disabled', caret: 'hide' });
  }

  private async grow(): Promise<boolean> {
    const tall = await this.page.evaluate<number>('document.documentElement.scrollHeight');
    const { width, height } = this.page.viewportSize() ?? { width: 0, height: tall };
    if (tall <= height) return false;
    await this.page.setViewportSize({ width, height: tall });
    return true;
  }

  private async still(): Promise<void> {
    await eventually(async () => {
      const { isComing, waiting, before, after } = await this.page.evaluate<Look>(LOOK);
      if (isComing) throw new Error('The page holds back what it shows');
      if (before !== after) throw new Error(`Still moving: ${before}, then ${after}`);
      if (!this.isComplete(waiting)) throw new Error(`Still on its way: ${this.underway.size}, ${waiting}`);
    }, STILL_WITHIN_MS);
  }

  private isComplete(waiting: number): boolean {
    return this.sitter.isLoading === true || (this.underway.size === 0 && waiting === 0);
  }
}

/** The page looks at its clock every second: after this it has done so. */
const TICK = 'new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 1_000))';

interface Look {
  /** The page waits with its first look until all of it is there, or too long. */
  isComing: boolean;
  /** Placeholders in sight. */
  waiting: number;
  /** What would be different if anything moved, and the same a little later. */
  before: string;
  after: string;
}

const LOOK = `(async () => {
  const root = document.documentElement;
  const look = () => [root.scrollWidth, root.scrollHeight, root.outerHTML.length, document.getAnimations().length].join();
  const later = () => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 100));
  const before = look();
  await later();
  const placeholders = [...document.querySelectorAll('[aria-label="Loading"], .mantine-Skeleton-root')];
  const isNear = (each) => each.getClientRects().length > 0 && each.getBoundingClientRect().top < innerHeight + 250;
  const isComing = document.querySelector('[data-coming]') !== null;
  return { isComing, waiting: placeholders.filter(isNear).length, before, after: look() };
})()`;
