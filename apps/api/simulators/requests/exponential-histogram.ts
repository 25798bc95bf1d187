import type { Random } from '../chance/seeded-random';
import { normal } from '../chance/seeded-random';

/** Buckets per octave are 2^SCALE: the scale at which an SDK keeps 10 ms to 5 s in its 160 buckets. */
const SCALE = 4;

/** A data point's part of the OTLP message ExponentialHistogramDataPoint; 64-bit integers as strings. */
export interface HistogramPoint {
  count: string;
  sum: number;
  scale: number;
  zeroCount: string;
  positive: { offset: number; bucketCounts: string[] };
  min: number;
  max: number;
}

/** `count` lognormal durations around `medianSeconds` as one exponential histogram (OpenTelemetry data model). */
export function lognormalHistogram(
  random: Random,
  count: number,
  medianSeconds: number,
  spread: number,
): HistogramPoint {
  const buckets = new Map<number, number>();
  let sum = 0;
  let min = Infinity;
  let max = 0;
  for (let n = 0; n < count; n++) {
    const seconds = medianSeconds * Math.exp(spread * normal(random));
    const index = bucketOf(seconds);
    buckets.set(index, (buckets.get(index) ?? 0) + 1);
    sum += seconds;
    min = Math.min(min, seconds);
    max = Math.max(max, seconds);
  }
  return { count: String(count), sum, scale: SCALE, zeroCount: '0', positive: dense(buckets), min, max };
}

/** Bucket i holds (base^i, base^(i+1)], base = 2^(2^-SCALE). */
export const bucketOf = (seconds: number): number => Math.ceil(Math.log2(seconds) * 2 ** SCALE) - 1;

function dense(buckets: Map<number, number>): HistogramPoint['positive'] {
  const indices = [...buckets.keys()];
  const offset = Math.min(...indices);
  const length = Math.max(...indices) - offset + 1;
  return { offset, bucketCounts: Array.from({ length }, (_, i) => String(buckets.get(offset + i) ?? 0)) };
}
