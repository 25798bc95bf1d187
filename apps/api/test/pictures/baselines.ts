import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../e2e/setup/watchroom';
import { isMadeOf, smallPng } from './png';

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

const isAccepting = process.env.UPDATE_SCREENSHOT === '1';

/** The baseline was made of this very picture. */
export function isKnown(name: string, picture: Buffer): boolean {
  const baseline = baselineOf(name);
  return existsSync(baseline) && isMadeOf(readFileSync(baseline), picture);
}

/** Null when the picture is like its baseline; otherwise what is different, where to see it and how to accept it. */
export function differenceOf(name: string, picture: Buffer): string | null {
  const baseline = baselineOf(name);
  if (isAccepting) return accept(baseline, picture);
  if (!existsSync(baseline)) return complaint(name, 'has no baseline yet', picture);
  const difference = differing(picture, readFileSync(baseline), MOST_DOTS);
  return difference === null
    ? null
    : complaint(name, `looks different: ${difference.errorMessage.trim()}`, picture, difference.diff);
}

const baselineOf = (name: string): string => join(BASELINES, `${name}.png`);

const differing = (picture: Buffer, baseline: Buffer, maxDiffPixels: number): Difference | null =>
  isMadeOf(baseline, picture) ? null : compare(picture, baseline, { threshold: THRESHOLD, maxDiffPixels });

function complaint(name: string, what: string, picture: Buffer, diff?: Buffer): string {
  mkdirSync(DIFFERENT, { recursive: true });
  writeFileSync(join(DIFFERENT, `${name}.png`), picture);
  if (diff !== undefined) writeFileSync(join(DIFFERENT, `${name}.diff.png`), diff);
  return `${name} ${what}\n  See ${join(DIFFERENT, name)}*.png. If it is as it should be: ${ACCEPT}`;
}

/** A baseline that is like it already stays as it is, so that accepting one page does not rewrite all of them. */
function accept(baseline: string, picture: Buffer): null {
  if (existsSync(baseline) && differing(picture, readFileSync(baseline), 0) === null) return null;
  mkdirSync(BASELINES, { recursive: true });
  writeFileSync(baseline, smallPng(picture));
  return null;
}
