import { readFile } from 'node:fs/promises';
import { expect } from '@jest/globals';
import type { Download, Locator, Page } from 'playwright-core';

interface Picture {
  size: [width: number, height: number];
  /** Colours of its corners: red, green, blue, opacity. */
  corners: number[][];
  /** Colour of the card on which the chart stands. */
  card: number[];
  /** So many of its points are not of the ground: above the chart, and where the chart is. */
  inked: [head: number, chart: number];
}

const HEAD_PX = 2 * (24 + 56);

/** What a saved picture of a chart shows, as the browser reads it. */
async function lookAt(page: Page, download: Download): Promise<Picture> {
  const content = (await readFile(await download.path())).toString('base64');
  return page.evaluate<Picture>(`(async () => {
    const bytes = Uint8Array.from(atob('${content}'), (char) => char.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const { width, height } = picture;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    context.fillStyle = getComputedStyle(document.querySelector('figure')).getPropertyValue('--wr-card');
    context.fillRect(0, 0, 1, 1);
    const at = (x, y) => [...context.getImageData(x, y, 1, 1).data];
    const card = at(0, 0);
    context.drawImage(picture, 0, 0);
    const corners = [at(0, 0), at(width - 1, 0), at(0, height - 1), at(width - 1, height - 1)];
    const inked = (top, bottom) => {
      const points = new Uint32Array(context.getImageData(0, top, width, bottom - top).data.buffer);
      return points.filter((point) => point !== points[0]).length;
    };
    return { size: [width, height], corners, card, inked: [inked(0, ${HEAD_PX}), inked(${HEAD_PX}, height)] };
  })()`);
}

/** Twice as sharp as the chart on the page, with a margin around it and its title above. */
async function sizeOfPictureOf(figure: Locator): Promise<[width: number, height: number]> {
  const chart = await figure.locator('svg.recharts-surface').first().boundingBox();
  if (chart === null) throw new Error('There is no chart.');
  return [Math.floor((chart.width + 48) * 2), Math.floor((chart.height + 104) * 2)];
}

/** The chart of this figure and its title stand on the ground of its card, all of it. */
export async function expectPictureOf(figure: Locator, download: Download): Promise<void> {
  const { size, corners, card, inked } = await lookAt(figure.page(), download);
  expect([size, corners]).toEqual([await sizeOfPictureOf(figure), Array(4).fill(card)]);
  expect(Math.min(...inked)).toBeGreaterThan(500);
}
