import { Distribution } from '../latency/distribution';
import type { MetricPoint, MetricSeries } from './metric-point';

/** Points column by column, ready to be stored: nothing of them has to be read again for that. */
export interface EncodedPoints {
  /** Of each point. */
  series: readonly MetricSeries[];
  /** Microseconds since 1970. */
  at: Float64Array;
  /** As `at`; 0 when the sender did not say. */
  startAt: Float64Array;
  /** Where each distribution ends in `payload`; the first begins at 0, each other one where the one before ends. */
  ends: Float64Array;
  payload: Buffer;
}

/** All columns lie one after the other in one piece of memory, so that a thread can give it away. */
export function encodePoints(points: readonly MetricPoint[]): EncodedPoints {
  const encoded = points.map(({ distribution }) => distribution.encode());
  const columns = points.length * Float64Array.BYTES_PER_ELEMENT;
  const length = encoded.reduce((sum, each) => sum + each.length, 0);
  const memory = new ArrayBuffer(3 * columns + length);
  const [at, startAt, ends] = [0, 1, 2].map(
    (column) => new Float64Array(memory, column * columns, points.length),
  ) as [Float64Array, Float64Array, Float64Array];
  const payload = Buffer.from(memory, 3 * columns, length);
  let end = 0;
  for (const [i, { atMs, startMs }] of points.entries()) {
    at[i] = microseconds(atMs);
    startAt[i] = startMs === null ? 0 : microseconds(startMs);
    payload.set(encoded[i]!, end);
    ends[i] = end += encoded[i]!.length;
  }
  return { series: points.map(({ series }) => series), at, startAt, ends, payload };
}

/** The points as they were. @throws DamagedDistribution for bytes that `encodePoints` does not write. */
export function decodePoints({ series, at, startAt, ends, payload }: EncodedPoints): MetricPoint[] {
  return series.map((each, i) => ({
    series: each,
    atMs: at[i]! / 1000,
    startMs: startAt[i] === 0 ? null : startAt[i]! / 1000,
    distribution: Distribution.decode(payload.subarray(ends[i - 1] ?? 0, ends[i])),
  }));
}

const microseconds = (ms: number): number => Math.round(ms * 1000);
