import type { Bucket, BucketRun } from './bucket';
import { COARSEST_SCALE, edgeOf, FINEST_SCALE } from './exponential-scale';
import { type Extent, grownSince, NOTHING, united } from './extent';

/** Milliseconds of the unit whose powers are the borders: what was measured in seconds has its borders there. */
export type UnitMs = 1 | 1000;

const SLACK = 32;

/** An exponential part as it was read from bytes: `count` values in the buckets of `run`. */
export interface ReadExponential {
  unitMs: UnitMs;
  scale: number;
  extent: Extent;
  zeroCount: number;
  zeroThreshold: number;
  run: BucketRun;
  count: number;
}

/** Base-2 exponential histogram of the OpenTelemetry data model: counts by index, dense in memory. */
export class ExponentialPart {
  zeroCount = 0;
  /** Upper bound of what `zeroCount` counts, in the unit of the part. */
  zeroThreshold = 0;
  extent: Extent = NOTHING;
  private total = 0;
  private offset = 0;
  private counts: number[] = []; // small typed arrays cost more to make and to collect than they save

  constructor(
    readonly unitMs: UnitMs,
    private currentScale = FINEST_SCALE,
  ) {
    if (!Number.isInteger(currentScale) || currentScale < COARSEST_SCALE || currentScale > FINEST_SCALE)
      throw new RangeError(
        `An exponential scale is a whole number from ${COARSEST_SCALE} to ${FINEST_SCALE}`,
      );
  }

  get scale(): number {
    return this.currentScale;
  }

  /** Values, those near zero included. */
  get count(): number {
    return this.total + this.zeroCount;
  }

  /** Makes room for the buckets from `first` to `last` at once, in a part that is still empty. */
  expect(first: number, last: number): void {
    if (this.counts.length > 0 || last < first) return;
    this.counts = zeros(last - first + 1);
    this.offset = first;
  }

  /** Adds `count` values to the bucket (base^index, base^(index+1)]. */
  add(index: number, count: number): void {
    let at = index - this.offset;
    if (at < 0 || at >= this.counts.length) at = this.reach(index, index);
    this.counts[at]! += count;
    this.total += count;
  }

  get occupiedBuckets(): number {
    let occupied = 0;
    for (const count of this.counts) if (count > 0) occupied++;
    return occupied;
  }

  /** Lowest first. Asked for each point that is stored: no pairs are made. */
  eachOccupied(visit: (index: number, count: number) => void): void {
    for (let at = 0; at < this.counts.length; at++)
      if (this.counts[at]! > 0) visit(this.offset + at, this.counts[at]!);
  }

  /** Edges in ms, tightened by the extent. */
  *buckets(): Generator<Bucket> {
    const { floor, ceiling } = this.extent;
    if (this.zeroCount > 0) {
      const high = Math.min(this.zeroThreshold * this.unitMs, ceiling);
      yield { low: Math.min(floor, high), high, count: this.zeroCount };
    }
    for (let at = 0; at < this.counts.length; at++)
      if (this.counts[at]! > 0) yield this.bucket(this.offset + at, this.counts[at]!);
  }

  /** Exact: every bucket of a finer scale lies within one of a coarser ("perfect subsetting"). */
  downscale(scale: number): void {
    if (scale >= this.currentScale) return;
    const finer = this.counts;
    const { offset } = this;
    const width = 2 ** (this.currentScale - scale);
    this.currentScale = scale;
    this.offset = Math.floor(offset / width);
    this.counts = zeros(
      finer.length === 0 ? 0 : Math.floor((offset + finer.length - 1) / width) - this.offset + 1,
    );
    for (let at = 0; at < finer.length; at++)
      this.counts[Math.floor((offset + at) / width) - this.offset]! += finer[at]!;
  }

  /** Adds what another one of the same unit counts; exact, at the coarser scale of the two. */
  merge(other: ExponentialPart): void {
    const threshold = Math.max(this.ownThreshold, other.ownThreshold);
    this.combine(other, 1);
    this.zeroThreshold = threshold;
    this.extent = united(this.extent, other.extent);
  }

  /** As `merge`, of a part of the same unit that is still as it was read. */
  absorb({ scale, extent, zeroCount, zeroThreshold, run, count }: ReadExponential): void {
    this.zeroThreshold = Math.max(this.ownThreshold, zeroThreshold);
    this.zeroCount += zeroCount;
    this.total += count;
    this.extent = united(this.extent, extent);
    this.downscale(scale);
    const { indices, counts: added, from, to } = run;
    if (to === from) return;
    const coarser = scale - this.currentScale;
    const [first, last] = [indices[from]! >> coarser, indices[to - 1]! >> coarser];
    if (this.counts.length === 0) this.expect(first, last);
    else this.reach(first, last);
    const { counts, offset } = this;
    for (let i = from; i < to; i++) counts[(indices[i]! >> coarser) - offset]! += added[i]!;
  }

  /** The bucket that holds the value at a rank, see `quantileAt`; null where values near zero overlap the buckets. */
  bucketAt(rank: number): Bucket | null {
    if (this.zeroCount > 0) return null;
    let seen = 0;
    for (let at = 0; at < this.counts.length; at++) {
      seen += this.counts[at]!;
      if (seen >= rank) return this.bucket(this.offset + at, this.counts[at]!);
    }
    return null;
  }

  /** What was added since `before`, an earlier state of the same histogram; null when it is not its successor. */
  since(before: ExponentialPart): ExponentialPart | null {
    const added = this.copy();
    added.combine(before, -1);
    if (added.zeroCount < 0 || added.counts.some((count) => count < 0)) return null;
    added.zeroThreshold = Math.max(this.zeroThreshold, before.zeroThreshold);
    added.extent = added.count === 0 ? NOTHING : grownSince(this.extent, before.extent);
    return added;
  }

  copy(): ExponentialPart {
    const copy = new ExponentialPart(this.unitMs, this.currentScale);
    copy.merge(this);
    return copy;
  }

  /** The threshold of no values says nothing, and is not stored. */
  private get ownThreshold(): number {
    return this.zeroCount > 0 ? this.zeroThreshold : 0;
  }

  private combine(other: ExponentialPart, sign: 1 | -1): void {
    this.downscale(other.scale);
    this.zeroCount += sign * other.zeroCount;
    this.total += sign * other.total;
    if (other.counts.length === 0) return;
    const width = 2 ** (other.scale - this.scale);
    const last = other.offset + other.counts.length - 1;
    this.reach(Math.floor(other.offset / width), Math.floor(last / width));
    for (let at = 0; at < other.counts.length; at++) {
      const count = other.counts[at]!;
      if (count !== 0) this.counts[Math.floor((other.offset + at) / width) - this.offset]! += sign * count;
    }
  }

  private bucket(index: number, count: number): Bucket {
    const { floor, ceiling } = this.extent;
    const high = Math.min(edgeOf(index + 1, this.scale) * this.unitMs, ceiling);
    const low = Math.min(Math.max(edgeOf(index, this.scale) * this.unitMs, floor), high);
    return { low, high, count };
  }

  /** Makes room for the indices and answers the place of the first. */
  private reach(first: number, last: number): number {
    const { counts, offset } = this;
    if (counts.length > 0 && first >= offset && last < offset + counts.length) return first - offset;
    const from = (counts.length === 0 ? first : Math.min(first, offset)) - SLACK;
    const to = (counts.length === 0 ? last : Math.max(last, offset + counts.length - 1)) + SLACK;
    this.counts = zeros(to - from + 1);
    for (let at = 0; at < counts.length; at++) this.counts[offset - from + at] = counts[at]!;
    this.offset = from;
    return first - from;
  }
}

function zeros(length: number): number[] {
  const numbers: number[] = [];
  for (let i = 0; i < length; i++) numbers.push(0);
  return numbers;
}
