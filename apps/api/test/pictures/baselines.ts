import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../e2e/setup/watchroom';
import { readPng, smallPng } from './png';

interface Difference {
  errorMessage: string;
  diff?: Buffer;
}
type Compare = (
  actual: Buffer,
  expected: Buffer,
  options: { threshold: number; maxDiffPixels: number },
) => Difference | null;
interface PlaywrightTools {
  utils: { getComparator(type: 'image/png'): Compare };
}

// What `expect(page).toHaveScreenshot()` of Playwright compares with; edges of letters that are smoothed otherwise are no difference to it.
const { utils } = createRequire(import.meta.url)('playwright-core/lib/coreBundle') as PlaywrightTools;
const compare = utils.getComparator('image/png');

const BASELINES = join(ROOT, 'apps/api/test/pictures/baselines');
/** Not part of the repository. */
const DIFFERENT = join(ROOT, 'apps/api/test/pictures/different');
const ACCEPT = 'UPDATE_SCREENSHOT=1 npm run e2e -w @watchroom/api -- every-page-as-it-looks';

/** How much the colour of a dot may differ, 0..1. */
const THRESHOLD = 0.2;
/** Dots that may differ by more. */
const MOST_DOTS = 60;

export const isAccepting = process.env.UPDATE_SCREENSHOT === '1';

/**
 * Null when the picture is like its baseline; otherwise what is different, and when this was the last look, where to see
 * it and how to accept it.
 */
export function differenceOf(name: string, picture: Buffer, isLast: boolean): string | null {
  const baseline = join(BASELINES, `${name}.png`);
  if (isAccepting) return accept(baseline, picture);
  if (!existsSync(baseline)) return complaint(name, 'has no baseline yet', picture);
  const difference = compare(picture, readFileSync(baseline), {
    threshold: THRESHOLD,
    maxDiffPixels: MOST_DOTS,
  });
  if (difference === null) return null;
  return !isLast
    ? difference.errorMessage
    : complaint(name, `looks different: ${difference.errorMessage.trim()}`, picture, difference.diff);
}

function complaint(name: string, what: string, picture: Buffer, diff?: Buffer): string {
  mkdirSync(DIFFERENT, { recursive: true });
  writeFileSync(join(DIFFERENT, `${name}.png`), picture);
  if (diff !== undefined) writeFileSync(join(DIFFERENT, `${name}.diff.png`), diff);
  return `${name} ${what}\n  See ${join(DIFFERENT, name)}*.png. If it is as it should be: ${ACCEPT}`;
}

/** A baseline that is like it already stays as it is, so that accepting one page does not rewrite all of them. */
function accept(baseline: string, picture: Buffer): null {
  const isSame =
    existsSync(baseline) &&
    compare(picture, readFileSync(baseline), { threshold: THRESHOLD, maxDiffPixels: 0 }) === null;
  if (isSame) return null;
  mkdirSync(BASELINES, { recursive: true });
  writeFileSync(baseline, smallPng(readPng(picture)));
  return null;
}
