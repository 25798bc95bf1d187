import type { Bucket } from './bucket';

/** `value` in ms; `relativeError` as a fraction, null when nothing bounds the value from above. */
export interface Quantile {
  value: number;
  relativeError: number | null;
}

/** Nearest rank ceil(q·n), at least 1; rounding in q·n does not push it one too far. */
export function nearestRank(q: number, n: number): number {
  return Math.min(n, Math.max(1, Math.ceil(q * n * (1 - 1e-14))));
}

/**
 * Estimate of the value at a rank among all values of the buckets, which may overlap.
 * With every value at the lower edge of its bucket the value at the rank is a lower bound, with every value at the
 * upper edge an upper bound (order statistics are monotone). 2·low·high/(low+high) is off by at most
 * (high−low)/(high+low) of the true value; from a bucket that begins at 0 the middle is reported, off by at most
 * that part (1) of the value reported.
 */
export function quantileAt(rank: number, buckets: readonly Bucket[]): Quantile {
  const low = edgeAt(rank, buckets, 'low');
  const high = edgeAt(rank, buckets, 'high');
  if (high === Infinity) return { value: low, relativeError: null };
  if (high === low) return { value: low, relativeError: 0 };
  if (low === 0) return { value: high / 2, relativeError: 1 };
  return { value: (2 * low * high) / (low + high), relativeError: (high - low) / (high + low) };
}

function edgeAt(rank: number, buckets: readonly Bucket[], edge: 'low' | 'high'): number {
  const ascending = buckets.toSorted((a, b) => (a[edge] < b[edge] ? -1 : Number(a[edge] > b[edge])));
  let seen = 0;
  for (const bucket of ascending) {
    seen += bucket.count;
    if (seen >= rank) return bucket[edge];
  }
  throw new RangeError('The rank lies beyond the values');
}
