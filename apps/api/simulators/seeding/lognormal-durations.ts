import { Distribution } from '../../src/core/latency/distribution';
import { ExponentialPart, type UnitMs } from '../../src/core/latency/exponential-part';
import { edgeOf } from '../../src/core/latency/exponential-scale';
import { normal, poisson, type Random } from '../chance/seeded-random';

/** Beyond so many standard deviations lies nothing. */
const REACH = 4;
/** Fewer than this are drawn for themselves: there would be more buckets than durations. */
const ONE_BY_ONE = 150;

/** Durations that are lognormal around a median, as a sender with this scale and unit would have counted them. */
interface Lognormal {
  medianMs: number;
  /** Standard deviation of the natural logarithm. */
  spread: number;
  unitMs: UnitMs;
  scale: number;
}

/** About `mean` durations, as chance has it. */
export function lognormalDurations(random: Random, mean: number, of: Lognormal): Distribution {
  const part = new ExponentialPart(of.unitMs, of.scale);
  if (mean < ONE_BY_ONE) addOneByOne(part, random, mean, of);
  else addByBucket(part, random, mean, of);
  const distribution = new Distribution();
  if (part.count === 0) return distribution;
  let [first, last] = [Infinity, -Infinity];
  part.eachOccupied((index) => ([first, last] = [Math.min(first, index), index]));
  const edge = (index: number) => edgeOf(index, of.scale) * of.unitMs;
  part.extent = { floor: edge(first), ceiling: edge(last + 1), attained: true };
  distribution.adopt(part);
  return distribution;
}

function addOneByOne(part: ExponentialPart, random: Random, mean: number, of: Lognormal): void {
  for (let left = poisson(random, mean); left > 0; left--) part.add(indexAt(normal(random), of), 1);
}

function addByBucket(part: ExponentialPart, random: Random, mean: number, of: Lognormal): void {
  const [first, last] = [indexAt(-REACH, of), indexAt(REACH, of)];
  part.expect(first, last);
  let share = shareBelow(first, of);
  for (let index = first; index <= last; index++) {
    const next = shareBelow(index + 1, of);
    const count = poisson(random, mean * (next - share));
    if (count > 0) part.add(index, count);
    share = next;
  }
}

const middleOf = ({ medianMs, unitMs }: Lognormal): number => Math.log2(medianMs / unitMs);

/** Bucket of the duration that lies so many standard deviations above the median. */
const indexAt = (deviations: number, of: Lognormal): number =>
  Math.floor((middleOf(of) + (of.spread * deviations) / Math.LN2) * 2 ** of.scale);

/** Share of the durations that lie below this bucket. */
const shareBelow = (index: number, of: Lognormal): number =>
  normalBelow(((index / 2 ** of.scale - middleOf(of)) * Math.LN2) / of.spread);

/**
 * Share of a standard normal distribution below `x`, to 7 digits (M. Abramowitz, I. A. Stegun, Handbook of Mathematical
 * Functions (1964), 26.2.17).
 */
export function normalBelow(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const above = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return x < 0 ? above : 1 - above;
}
