import type { CDPSession, Page } from 'playwright-core';

interface AxNode {
  nodeId: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value?: string };
  childIds?: string[];
}

/** Texts that eyes meet, in the order of the document; names of controls are compared for themselves. */
const SEEN = `(() => {
  const walker = document.createTreeWalker(document.getElementById('root'), NodeFilter.SHOW_TEXT);
  const seen = [];
  for (let node; (node = walker.nextNode()); ) {
    const text = node.textContent.replace(/\\s+/g, ' ').trim();
    const e = node.parentElement;
    if (text === '' || !e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (e.closest('option, svg, button, [role="radiogroup"] label') !== null) continue;
    let isClipped = false;
    for (let a = e; a !== null; a = a.parentElement)
      isClipped ||= getComputedStyle(a).clipPath.startsWith('inset(50%');
    const range = document.createRange();
    range.selectNodeContents(node);
    const { width, height } = range.getBoundingClientRect();
    if (!isClipped && width > 1 && height > 1) seen.push(text);
  }
  return seen;
})()`;

const MISNAMED = `[...document.querySelectorAll('button, a, summary, select')]
  .map((e) => [e.getAttribute('aria-label'), e.innerText.trim()])
  .filter(([name, shown]) => name === null ? shown === '' : !name.includes(shown))
  .map(([name, shown]) => name + ' shows ' + shown)`;

/** Regions in the order in which they are read, and where they stand. */
const PLACES = `[...document.querySelectorAll('main section[aria-labelledby]')].map((e) => {
  const { top, bottom, left, right } = e.getBoundingClientRect();
  return { name: document.getElementById(e.getAttribute('aria-labelledby')).textContent, top, bottom, left, right };
})`;

interface Place {
  name: string;
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** What a screen reader reads of a page, beside what eyes see of it. */
export class ScreenReader {
  private constructor(
    private readonly page: Page,
    private readonly devtools: CDPSession,
  ) {}

  static async at(page: Page): Promise<ScreenReader> {
    return new ScreenReader(page, await page.context().newCDPSession(page));
  }

  seen(): Promise<string[]> {
    return this.page.evaluate<string[]>(SEEN);
  }

  /** Without what is meant for listeners alone: the skip link, and the voice. */
  async spoken(): Promise<string[]> {
    const { nodes } = (await this.devtools.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const spoken: string[] = [];
    const read = (node: AxNode | undefined): void => {
      const [role, name = ''] = [node?.role?.value, node?.name?.value];
      if (node === undefined || (!node.ignored && role === 'status') || name === 'Skip to the figures')
        return;
      if (!node.ignored && role === 'button') return;
      if (!node.ignored && role === 'StaticText') spoken.push(name.replaceAll(/\s+/g, ' ').trim());
      for (const id of node.childIds ?? []) read(byId.get(id));
    };
    read(nodes[0]);
    return spoken.filter((text) => text !== '');
  }

  /** Controls that are called other than what stands on them (WCAG 2.5.3). */
  misnamed(): Promise<string[]> {
    return this.page.evaluate<string[]>(MISNAMED);
  }

  /** Regions that stand before the one that is read before them: above it, or beside it on the left. */
  async outOfOrder(): Promise<string[]> {
    const places = await this.page.evaluate<Place[]>(PLACES);
    return places.flatMap((place, index) => {
      const before = places[index - 1];
      const isBefore =
        before !== undefined &&
        ((place.bottom <= before.top && place.left < before.right) ||
          (place.right <= before.left && place.top < before.bottom));
      return isBefore ? [`${place.name} is read after ${before.name}`] : [];
    });
  }
}

/** Remembers from now on what the live regions of a page say, and which titles the page has meanwhile. */
export async function listen(page: Page): Promise<Listener> {
  const regions = await page.evaluate<number>(LISTEN);
  return {
    regions,
    heard: () => page.evaluate<string[]>('globalThis.heard'),
    titles: () => page.evaluate<string[]>('globalThis.titles'),
  };
}

export interface Listener {
  /** How many live regions there are. */
  regions: number;
  heard(): Promise<string[]>;
  titles(): Promise<string[]>;
}

const LISTEN = `(() => {
  const note = (list, text) => text !== '' && list.at(-1) !== text && list.push(text);
  const follow = (node, list) => new MutationObserver(() => note(list, node.textContent))
    .observe(node, { childList: true, characterData: true, subtree: true });
  const regions = [...document.querySelectorAll('output, [aria-live], [role="status"], [role="log"], [role="timer"]')];
  globalThis.heard = [];
  globalThis.titles = [];
  for (const region of regions) follow(region, globalThis.heard);
  follow(document.querySelector('title'), globalThis.titles);
  return regions.length;
})()`;
