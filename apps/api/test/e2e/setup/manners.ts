import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { eventually } from './patience';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [360, 1280];

interface Violation {
  id: string;
  nodes: { target: unknown; failureSummary?: string }[];
}

/** What every page owes everybody: a quiet console, no barrier, no sideways scrolling. */
export class Manners {
  private readonly heard: string[] = [];

  constructor(private readonly page: Page) {
    page.on('pageerror', (error) => this.heard.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      const { url } = message.location();
      if (['error', 'warning', 'assert'].includes(message.type()))
        this.heard.push(`${message.type()}: ${message.text()} (${url === '' ? '' : new URL(url).pathname})`);
    });
  }

  /** What the console complained about so far, without what was to be expected. */
  complaints(expected?: RegExp): string[] {
    return this.heard.filter((line) => expected === undefined || !expected.test(line));
  }

  /** What is wrong with the page as it stands: on a phone and a laptop, in light and dark. */
  async faults(): Promise<string[]> {
    const found: string[] = [];
    const before = this.page.viewportSize();
    for (const width of WIDTHS)
      for (const scheme of SCHEMES) {
        await this.show(width, scheme);
        found.push(...(await this.overflow(width)), ...(await this.barriers(`${width} px ${scheme}`)));
      }
    await this.page.emulateMedia({ colorScheme: 'light' });
    if (before !== null) await this.page.setViewportSize(before);
    return found;
  }

  private async show(width: number, colorScheme: (typeof SCHEMES)[number]): Promise<void> {
    await this.page.setViewportSize({ width, height: 800 });
    await this.page.emulateMedia({ colorScheme });
    await eventually(async () => {
      const shown = await this.page.locator('html').getAttribute('data-mantine-color-scheme');
      if (shown !== colorScheme) throw new Error(`The page is ${shown}, not ${colorScheme}`);
      const moving = await this.page.evaluate<number>('document.getAnimations().length');
      if (moving > 0) throw new Error(`${moving} colours are still on their way`);
    });
  }

  async overflow(width: number): Promise<string[]> {
    const wide = await this.page.evaluate<number>('document.documentElement.scrollWidth');
    return wide > width ? [`${width} px: scrolls sideways up to ${wide} px`] : [];
  }

  /** What axe finds. It comes by the devtools protocol, which the content security policy does not bind. */
  async barriers(where: string): Promise<string[]> {
    await this.page.evaluate(`typeof axe === 'undefined' && (() => { ${AXE} })()`);
    const violations = (await this.page.evaluate(
      `axe.run(document, { resultTypes: ['violations'], preload: false }).then(({ violations }) => violations)`,
    )) as Violation[];
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${where}: ${id} at ${String(target)}: ${failureSummary}`),
    );
  }
}
