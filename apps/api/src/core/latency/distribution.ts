import { DamagedDistribution } from './bytes';
import { encodeParts, readParts } from './codec';
import type { Bucket } from './bucket';
import { ExplicitPart } from './explicit-part';
import { ExponentialPart, type UnitMs } from './exponential-part';
import { FINEST_SCALE, finestIndexOf } from './exponential-scale';
import { NOTHING, united } from './extent';
import { nearestRank, type Quantile, quantileAt } from './quantile';

/** Below one nanosecond a duration counts as zero. */
const SHORTEST_MS = 2 ** -20;
/** 34 years: no duration of a request. */
export const LONGEST_MS = 2 ** 40;

type Part = ExponentialPart | ExplicitPart;

/**
 * Durations in ms that can be merged in any order and any grouping with the same result: our own recordings and
 * exponential histograms of senders (one part for each unit of the borders), beside explicit histograms of senders.
 */
export class Distribution {
  private readonly exponential = new Map<UnitMs, ExponentialPart>();
  private readonly explicit = new Map<string, ExplicitPart>();
  private own: ExponentialPart | null = null;

  /** @throws RangeError for what is no duration: negative, not finite, or longer than 34 years. */
  record(ms: number): void {
    if (!(ms >= 0 && ms <= LONGEST_MS)) throw new RangeError(`Not a duration in ms: ${ms}`);
    const part = (this.own ??= this.part(1, FINEST_SCALE));
    const { extent } = part;
    if (ms > extent.ceiling || ms < extent.floor || !extent.attained)
      part.extent = united(extent, { floor: ms, ceiling: ms, attained: true });
    if (ms >= SHORTEST_MS) {
      const index = finestIndexOf(ms);
      part.add(part.scale === FINEST_SCALE ? index : index >> (FINEST_SCALE - part.scale), 1);
    } else {
      part.zeroCount++;
      if (ms > 0) part.zeroThreshold = Math.max(part.zeroThreshold, SHORTEST_MS);
    }
  }

  /** Adds a sender's histogram; the part itself is left as it is. */
  include(part: Part): void {
    if (part.count === 0) return;
    if (part instanceof ExponentialPart) return this.part(part.unitMs, part.scale).merge(part);
    const present = this.explicit.get(part.key);
    if (present) present.merge(part);
    else this.explicit.set(part.key, part.copy());
  }

  /** As `include`, but the part becomes the distribution's own: nobody else may change it any more. */
  adopt(part: Part): void {
    if (part instanceof ExponentialPart && !this.exponential.has(part.unitMs) && part.count > 0)
      this.exponential.set(part.unitMs, part);
    else if (part instanceof ExplicitPart && !this.explicit.has(part.key) && part.count > 0)
      this.explicit.set(part.key, part);
    else this.include(part);
  }

  /** Adds all values of `other`, which stays as it is. */
  merge(other: Distribution): void {
    if (other === this) throw new RangeError('A distribution is not merged with itself');
    for (const part of other.parts()) this.include(part);
  }

  /**
   * As `merge` of what these bytes of `encode` tell, in a fraction of the time.
   * @throws DamagedDistribution for other bytes, and adds nothing then
   */
  mergeEncoded(bytes: Uint8Array): void {
    const { exponential, explicit } = readParts(bytes);
    for (const read of exponential) this.part(read.unitMs, read.scale).absorb(read);
    for (const part of explicit) this.adopt(part);
  }

  /** As `mergeEncoded`, but answers whether these bytes could be read. */
  mergeReadable(bytes: Uint8Array): boolean {
    try {
      this.mergeEncoded(bytes);
      return true;
    } catch (error) {
      if (!(error instanceof DamagedDistribution)) throw error;
      return false;
    }
  }

  /** The same, apart from this one from then on. */
  copy(): Distribution {
    const copy = new Distribution();
    copy.merge(this);
    return copy;
  }

  get count(): number {
    return this.parts().reduce((sum, part) => sum + part.count, 0);
  }

  /** Largest value in ms; null without values or when a sender did not tell it. */
  get max(): number | null {
    const { ceiling, attained } = this.parts()
      .map((part) => part.extent)
      .reduce(united, NOTHING);
    return attained ? ceiling : null;
  }

  /** Value at the nearest rank ceil(q·n), 0 ≤ q ≤ 1; null without values. */
  quantile(q: number): Quantile | null {
    if (!(q >= 0 && q <= 1)) throw new RangeError(`Not a quantile from 0 to 1: ${q}`);
    const { count } = this;
    if (count === 0) return null;
    const rank = nearestRank(q, count);
    const only =
      this.explicit.size === 0 && this.exponential.size === 1 ? [...this.exponential.values()][0] : null;
    const holder = only?.bucketAt(rank);
    if (holder) return quantileAt(1, [holder]); // its buckets follow one another: none but this one can tell
    const buckets: Bucket[] = [];
    for (const part of this.parts()) for (const bucket of part.buckets()) buckets.push(bucket);
    return quantileAt(rank, buckets);
  }

  /** What was added since `before`, an earlier state of the same histogram; null when it is not its successor. */
  since(before: Distribution): Distribution | null {
    const added = new Distribution();
    const [parts, earlierParts] = [this.keyed(), before.keyed()];
    for (const key of earlierParts.keys()) if (!parts.has(key)) return null;
    for (const [key, part] of parts) {
      const earlier = earlierParts.get(key);
      const difference = earlier === undefined ? part : since(part, earlier);
      if (difference === null) return null;
      if (difference === part) added.include(part);
      else added.adopt(difference);
    }
    return added;
  }

  /** Equal distributions give equal bytes, in whatever order they were put together. */
  encode(): Buffer {
    return encodeParts({
      exponential: [...this.exponential.values()],
      explicit: [...this.explicit.values()],
    });
  }

  /** @throws DamagedDistribution for bytes that `encode` does not write. */
  static decode(bytes: Uint8Array): Distribution {
    const distribution = new Distribution();
    distribution.mergeEncoded(bytes);
    return distribution;
  }

  private parts(): Part[] {
    return [...this.exponential.values(), ...this.explicit.values()];
  }

  private keyed(): Map<UnitMs | string, Part> {
    return new Map<UnitMs | string, Part>([...this.exponential, ...this.explicit]);
  }

  private part(unitMs: UnitMs, scale: number): ExponentialPart {
    const present = this.exponential.get(unitMs);
    if (present) return present;
    const part = new ExponentialPart(unitMs, scale);
    this.exponential.set(unitMs, part);
    return part;
  }
}

function since(part: Part, before: Part): Part | null {
  if (part instanceof ExponentialPart) return before instanceof ExponentialPart ? part.since(before) : null;
  return before instanceof ExplicitPart ? part.since(before) : null;
}
