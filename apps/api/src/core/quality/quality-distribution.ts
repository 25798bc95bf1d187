import { QUALITY_LEVELS, type QualityDistribution } from '@watchroom/contracts';
import type { QualityCounts } from './average-quality';

/** Percent with one decimal are counted in whole tenths, so that nothing is lost to binary fractions. */
const WHOLE = 1000;

/**
 * Shares of `counts` (whole, ≥ 0) in percent with one decimal that add up to 100.0 exactly, or all 0 without data.
 * Largest remainder (Hare quota): everyone gets the floor of the exact share; the tenths left over go to the
 * largest remainders, the earlier first when they are equal.
 */
export function largestRemainder(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + BigInt(count), 0n);
  if (total === 0n) return counts.map(() => 0);
  const shares = counts.map((count, index) => {
    const exact = BigInt(count) * BigInt(WHOLE);
    return { index, tenths: Number(exact / total), remainder: exact % total };
  });
  const missing = WHOLE - shares.reduce((sum, share) => sum + share.tenths, 0);
  const neediest = shares.toSorted(
    (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder) || a.index - b.index,
  );
  for (const share of neediest.slice(0, missing)) share.tenths += 1;
  return shares.map((share) => share.tenths / 10);
}

/** Shares of the levels in percent; see `largestRemainder`. */
export function qualityDistribution(counts: QualityCounts): QualityDistribution {
  const [excellent = 0, good = 0, fair = 0, poor = 0] = largestRemainder(
    QUALITY_LEVELS.map((level) => counts[level]),
  );
  return { excellent, good, fair, poor };
}
