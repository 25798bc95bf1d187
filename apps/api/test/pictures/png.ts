import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { crc32, deflateSync } from 'node:zlib';

interface Bitmap {
  width: number;
  height: number;
  /** Red, green, blue, opacity of each dot, row by row. */
  data: Buffer;
}

interface PlaywrightTools {
  PNG: { sync: { read(png: Buffer): Bitmap } };
}

// The very PNG reader that Playwright's own picture tests use, at the version that the lock file pins.
const { PNG } = createRequire(import.meta.url)('playwright-core/lib/utilsBundle') as PlaywrightTools;

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 256;
const INDEXED = 3;

const readPng = (png: Buffer): Bitmap => PNG.sync.read(png);

/**
 * An opaque picture with at most 256 colours: a quarter of the bytes, and no eye sees a difference on a page. It carries
 * the fingerprint of what it was made of.
 */
export function smallPng(png: Buffer): Buffer {
  const { width, height, data } = readPng(png);
  const { palette, indexOf } = paletteOf(data);
  const rows = Buffer.alloc((width + 1) * height); // each row begins with its filter: none
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = indexOf.get(colourAt(data, (y * width + x) * 4)) ?? 0;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, INDEXED, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('tEXt', Buffer.from(fingerprint(png), 'latin1')),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** True when a small picture was made of this very one: a machine that paints the same need not compare dots. */
export const isMadeOf = (small: Buffer, png: Buffer): boolean =>
  small.includes(fingerprint(png), 0, 'latin1');

const fingerprint = (png: Buffer): string => `Source\0${createHash('sha256').update(png).digest('hex')}`;

const colourAt = (data: Buffer, at: number): number =>
  (data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!;

/** The most frequent colours that differ from each other, and for every colour the nearest of them. */
function paletteOf(data: Buffer): { palette: number[]; indexOf: Map<number, number> } {
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) {
    const colour = colourAt(data, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const byCount = [...counts.entries()].toSorted(([, a], [, b]) => b - a).map(([colour]) => colour);
  let palette = byCount;
  for (let apart = 4; palette.length > MOST_COLOURS; apart *= 1.5) {
    palette = [];
    for (const colour of byCount)
      if (palette.every((chosen) => distance(chosen, colour) > apart)) palette.push(colour);
  }
  const indexOf = new Map<number, number>();
  for (const colour of byCount) {
    let [nearest, least] = [0, Infinity];
    for (const [index, chosen] of palette.entries()) {
      const apart = distance(chosen, colour);
      if (apart < least) [nearest, least] = [index, apart];
    }
    indexOf.set(colour, nearest);
  }
  return { palette, indexOf };
}

/** By the squares of the differences in red, green and blue. */
const distance = (a: number, b: number): number =>
  ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
