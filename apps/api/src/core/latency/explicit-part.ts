import type { Bucket } from './bucket';
import { type Extent, grownSince, NOTHING, united } from './extent';

const MOST_RECENT = 16;

/** Bounds that were met lately: histograms of a sender have the same ones, checked and spelled out once. */
const recent: { bounds: readonly number[]; key: string }[] = [];

/** @throws RangeError unless the bounds ascend. */
function checked(bounds: readonly number[]): { bounds: readonly number[]; key: string } {
  const found = recent.find((each) => isEqual(each.bounds, bounds));
  if (found !== undefined) return found;
  if (bounds.some((bound, i) => !Number.isFinite(bound) || (i > 0 && bound <= bounds[i - 1]!)))
    throw new RangeError('The bounds of an explicit histogram must ascend');
  const added = { bounds, key: bounds.join(' ') };
  if (recent.unshift(added) > MOST_RECENT) recent.pop();
  return added;
}

function isEqual(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** A sender's own buckets, kept as they came: (bounds[i−1], bounds[i]] in ms, the last one open. */
export class ExplicitPart {
  extent: Extent = NOTHING;
  readonly bounds: readonly number[];
  /** The same for parts whose counts may be added. */
  readonly key: string;

  /** @throws RangeError unless the bounds ascend and there is one count more than bounds. */
  constructor(
    bounds: readonly number[],
    readonly counts: number[] = Array.from({ length: bounds.length + 1 }, () => 0),
  ) {
    if (counts.length !== bounds.length + 1)
      throw new RangeError('An explicit histogram has one count more than bounds');
    ({ bounds: this.bounds, key: this.key } = checked(bounds));
  }

  get count(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  /** Edges in ms, tightened by the extent; a duration is never below 0. */
  *buckets(): Generator<Bucket> {
    const { floor, ceiling } = this.extent;
    for (const [i, count] of this.counts.entries()) {
      if (count === 0) continue;
      const high = Math.min(Math.max(this.bounds[i] ?? Infinity, 0), ceiling);
      yield { low: Math.min(Math.max(this.bounds[i - 1] ?? 0, floor, 0), high), high, count };
    }
  }

  /** @throws RangeError for a part with other bounds. */
  merge(other: ExplicitPart): void {
    this.requireSameBounds(other);
    for (const [i, count] of other.counts.entries()) this.counts[i]! += count;
    this.extent = united(this.extent, other.extent);
  }

  /** What was added since `before`, an earlier state of the same histogram; null when it is not its successor. */
  since(before: ExplicitPart): ExplicitPart | null {
    if (this.key !== before.key) return null;
    const added = new ExplicitPart(
      this.bounds,
      this.counts.map((count, i) => count - before.counts[i]!),
    );
    if (added.counts.some((count) => count < 0)) return null;
    added.extent = added.count === 0 ? NOTHING : grownSince(this.extent, before.extent);
    return added;
  }

  copy(): ExplicitPart {
    const copy = new ExplicitPart(this.bounds, [...this.counts]);
    copy.extent = this.extent;
    return copy;
  }

  private requireSameBounds(other: ExplicitPart): void {
    if (this.key !== other.key) throw new RangeError('Histograms of different bounds cannot be added');
  }
}
