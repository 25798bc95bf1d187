/**
 * What is known of the smallest and largest value, in ms. `floor` ≤ every value ≤ `ceiling`;
 * `attained`: some value is exactly `ceiling`.
 */
export interface Extent {
  readonly floor: number;
  readonly ceiling: number;
  readonly attained: boolean;
}

/** Of no values at all: the neutral element. */
export const NOTHING: Extent = { floor: Infinity, ceiling: 0, attained: false };
/** Of durations of which nothing else is known. */
export const ANYTHING: Extent = { floor: 0, ceiling: Infinity, attained: false };

/** Extent of all values of both; a zero is told as 0, whatever its sign. */
export function united(a: Extent, b: Extent): Extent {
  const larger = b.ceiling > a.ceiling || (b.ceiling === a.ceiling && b.attained) ? b : a;
  return {
    floor: Math.min(a.floor, b.floor) + 0,
    ceiling: larger.ceiling + 0,
    attained: larger.attained,
  };
}

/** Extent of what was added since `before`: a maximum that grew has been attained in between. */
export function grownSince(after: Extent, before: Extent): Extent {
  return { ...after, attained: after.attained && after.ceiling > before.ceiling };
}
