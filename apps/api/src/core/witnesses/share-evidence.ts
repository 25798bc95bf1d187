/** `bad` of `n` sessions; bad ≤ n. */
export interface ShareSeen {
  bad: number;
  n: number;
}

/** Lower and upper end. */
export type Interval = [number, number];

/** Two-sided 95 % of the standard normal distribution. */
const Z = 1.959963984540054;

/** Below this many sessions nothing is said about a share. */
export const FEWEST_SESSIONS = 20;

/**
 * 95 % interval of a share, 0..1, by Wilson's score method (E. B. Wilson, J. Am. Stat. Assoc. 22 (1927), 209–212):
 * unlike p ± z·s it stays sensible near 0 and 1. Without sessions everything is possible.
 */
export function wilsonInterval({ bad, n }: ShareSeen): Interval {
  if (n === 0) return [0, 1];
  const p = bad / n;
  const spread = (Z * Z) / n;
  const centre = (p + spread / 2) / (1 + spread);
  const half = (Z * Math.sqrt((p * (1 - p)) / n + spread / (4 * n))) / (1 + spread);
  return [bad === 0 ? 0 : Math.max(0, centre - half), bad === n ? 1 : Math.min(1, centre + half)];
}

/**
 * 95 % interval of the difference of two shares, `after` − `before`, −1..1: method 10 of R. G. Newcombe, Statistics in
 * Medicine 17 (1998), 873–890. It takes the samples for independent; sessions counted in both make it too wide, never
 * too narrow.
 */
export function newcombeInterval(before: ShareSeen, after: ShareSeen): Interval {
  const [beforeLow, beforeHigh] = wilsonInterval(before);
  const [afterLow, afterHigh] = wilsonInterval(after);
  const [p, q] = [shareOf(after), shareOf(before)];
  const difference = p - q;
  return [
    difference - Math.hypot(p - afterLow, beforeHigh - q),
    difference + Math.hypot(afterHigh - p, q - beforeLow),
  ];
}

/** 0..1; without sessions 0.5, in the middle of what is possible. */
const shareOf = ({ bad, n }: ShareSeen): number => (n === 0 ? 0.5 : bad / n);
