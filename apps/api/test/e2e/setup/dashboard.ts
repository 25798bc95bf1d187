import { routes } from '@watchroom/contracts';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { type Account, ADMIN } from './admin';
import { Manners } from './manners';
import { eventually } from './patience';

/** A poll of the page and all before it, on a busy machine; tests that promise a time measure it. */
const UNTIL_MS = 60_000;

export const TILES = [
  'Active sessions',
  'Connection quality',
  'Error rate',
  'API response time',
  'Database pool',
  'External services',
  'Sessions by category',
  'Sessions by provider',
  'System health',
] as const;
type TileName = (typeof TILES)[number];

/** A page of a browser of its own: no cookie, times told in UTC. */
export async function openVisit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 800 },
    timezoneId: 'UTC',
    locale: 'en-GB',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  return new Visit(context, await context.newPage());
}

/** The dashboard of somebody who has just signed in. */
export async function openDashboard(browser: Browser, url: string, account: Account = ADMIN): Promise<Visit> {
  const visit = await openVisit(browser, url);
  const login = await visit.page.request.post(routes.login, {
    data: { email: account.email, password: account.password },
  });
  if (login.status() !== 200) throw new Error(`Sign-in: ${login.status()} ${await login.text()}`);
  await visit.page.goto(routes.dashboardPage);
  await visit.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  return visit;
}

/** One visit of one person. */
export class Visit {
  readonly manners: Manners;

  constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {
    this.manners = new Manners(page);
  }

  /** By role and name, as a screen reader finds it. */
  tile(name: TileName): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** What the tile says, in one line. */
  async says(name: TileName): Promise<string> {
    return oneLine(await this.tile(name).innerText());
  }

  /** Waits until the tile says all of it. */
  async untilItSays(name: TileName, ...parts: (string | RegExp)[]): Promise<void> {
    await eventually(async () => {
      const text = await this.says(name);
      for (const part of parts)
        if (typeof part === 'string' ? !text.includes(part) : !part.test(text))
          throw new Error(`${name} does not say "${String(part)}" but: ${text}`);
    }, UNTIL_MS);
  }

  /** What the tile shows, as the page itself names it: value, zero, stale … */
  stateOf(name: TileName): Promise<string | null> {
    return this.tile(name).getAttribute('data-state');
  }

  async text(): Promise<string> {
    return oneLine(await this.page.locator('body').innerText());
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
