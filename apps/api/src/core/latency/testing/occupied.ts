import type { ExponentialPart } from '../exponential-part';

/** The occupied buckets of a part as pairs, lowest first. */
export function occupied(part: ExponentialPart): [index: number, count: number][] {
  const pairs: [number, number][] = [];
  part.eachOccupied((index, count) => pairs.push([index, count]));
  return pairs;
}
