import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from './patience';

const MOST_STOPS = 120;

/** The accessible name of what has the focus, near enough: its label, else its words. */
const NAME = `(() => {
  const e = document.activeElement;
  const label = e.labels?.[0]?.cloneNode(true);
  label?.querySelector('select')?.remove();
  return e.getAttribute('aria-label') ?? label?.textContent.trim() ?? e.textContent.trim();
})()`;

/** How the focus looks, against the same place without it; and whether it can be seen at all. */
const SIGHT = `(() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  const looks = () => [e, e.parentElement].map((each) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(each);
    return outlineStyle === 'none' || parseFloat(outlineWidth) === 0 ? boxShadow : [outlineWidth, outlineColor, boxShadow].join(' ');
  }).join();
  const focused = looks();
  const { top, bottom, left, right } = e.getBoundingClientRect();
  const inSight = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  e.blur();
  const unfocused = looks();
  e.focus({ preventScroll: true });
  return { differs: focused !== unfocused, inSight };
})()`;

/** Somebody who has a keyboard and nothing else, and looks after each press where the focus is. */
export class Hands {
  constructor(private readonly page: Page) {}

  focused(): Promise<string> {
    return this.page.evaluate<string>(NAME);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** The focus is there in the end, and it shows. */
  async isAt(name: string | RegExp): Promise<void> {
    await eventually(async () => expect(await this.focused()).toMatch(exactly(name)));
    await this.sees();
  }

  /** Tab after Tab until there; every stop on the way must show. */
  async tabTo(name: string | RegExp): Promise<void> {
    const passed: string[] = [];
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      await this.press('Tab');
      const at = await this.focused();
      if (await this.sees()) passed.push(at);
      if (exactly(name).test(at)) return;
    }
    throw new Error(`No stop is called ${String(name)}; passed: ${passed.join(' | ')}`);
  }

  /** Opens the palette and runs the first command that is found by these letters. */
  async command(text: string): Promise<void> {
    await this.press('Control+k');
    await this.page.getByRole('combobox', { name: 'Command' }).waitFor();
    await this.type(text);
    await this.press('Enter');
    await this.page.getByRole('combobox', { name: 'Command' }).waitFor({ state: 'detached' });
  }

  /** False where nothing has the focus: the end of the page. */
  private async sees(): Promise<boolean> {
    const sight = await this.page.evaluate<{ differs: boolean; inSight: boolean } | null>(SIGHT);
    if (sight === null) return false;
    expect({ at: await this.focused(), ...sight }).toMatchObject({ differs: true, inSight: true });
    return true;
  }
}

const exactly = (name: string | RegExp): RegExp =>
  typeof name === 'string' ? new RegExp(`^${name.replaceAll(/[.?*+()[\]]/g, '\\$&')}$`) : name;
