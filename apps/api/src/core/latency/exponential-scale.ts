/** Finest scale kept: 64 buckets to a doubling, relative error (base−1)/(base+1) = 0.55 %. */
export const FINEST_SCALE = 6;
/** Coarsest scale of the OpenTelemetry data model: one bucket spans 2^1024. */
export const COARSEST_SCALE = -10;

const PER_DOUBLING = 2 ** FINEST_SCALE;
const BORDERS = Float64Array.from({ length: PER_DOUBLING + 1 }, (_, i) => 2 ** (i / PER_DOUBLING));

/** For the first 8 bits of a fraction: the last border at or below it, from where few comparisons remain. */
const STARTS = Uint8Array.from({ length: 256 }, (_, bits) =>
  Math.max(0, BORDERS.findLastIndex((border) => border <= 1 + bits / 256) - 1),
);

const asFloat = new Float64Array(1);
const asWords = new Uint32Array(asFloat.buffer);
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/**
 * Index of the bucket (base^i, base^(i+1)] that holds a positive normal number, at the finest scale.
 * By comparison with the borders, not by rounding a logarithm: a value on a border belongs below it.
 * Source: OpenTelemetry metrics data model, "ExponentialHistogram".
 */
export function finestIndexOf(value: number): number {
  asFloat[0] = value;
  const high = asWords[HIGH]!;
  const exponent = ((high >>> 20) & 0x7ff) - 1023;
  const bits = (high >>> 12) & 0xff;
  asWords[HIGH] = (high & 0x000fffff) | 0x3ff00000;
  const fraction = asFloat[0];
  if (fraction === 1) return exponent * PER_DOUBLING - 1;
  let border = STARTS[bits]!;
  while (fraction > BORDERS[border + 1]!) border++;
  return exponent * PER_DOUBLING + border;
}

/** Lower edge base^index of a bucket; its upper edge is `edgeOf(index + 1, scale)`. */
export function edgeOf(index: number, scale: number): number {
  const finest = index * 2 ** (FINEST_SCALE - scale);
  const doublings = Math.floor(finest / PER_DOUBLING);
  return BORDERS[finest - doublings * PER_DOUBLING]! * 2 ** doublings;
}
