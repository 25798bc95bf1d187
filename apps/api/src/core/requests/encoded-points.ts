import { Distribution } from '../latency/distribution';
import type { MetricPoint, MetricSeries } from './metric-point';

/** Points column by column, ready to be stored, and small while they wait for that. */
export interface EncodedPoints {
  /** Of each point. */
  series: readonly MetricSeries[];
  /** Microseconds since 1970. */
  at: readonly number[];
  /** As `at`; 0 when the sender did not say. */
  startAt: readonly number[];
  /** The distribution of each point. */
  payloads: readonly Uint8Array[];
}

/** Encodes points one by one. */
export class PointEncoder {
  private readonly columns = {
    series: [] as MetricSeries[],
    at: [] as number[],
    startAt: [] as number[],
    payloads: [] as Uint8Array[],
  };

  add({ series, atMs, startMs, distribution }: MetricPoint): void {
    this.columns.series.push(series);
    this.columns.at.push(microseconds(atMs));
    this.columns.startAt.push(startMs === null ? 0 : microseconds(startMs));
    this.columns.payloads.push(distribution.encode());
  }

  /** All points so far, in the order in which they came. */
  get encoded(): EncodedPoints {
    return this.columns;
  }
}

export function encodePoints(points: readonly MetricPoint[]): EncodedPoints {
  const encoder = new PointEncoder();
  for (const point of points) encoder.add(point);
  return encoder.encoded;
}

/** The points as they were, one by one. @throws DamagedDistribution for bytes that `PointEncoder` does not write. */
export function* decodedPoints({ series, at, startAt, payloads }: EncodedPoints): Generator<MetricPoint> {
  for (const [i, each] of series.entries())
    yield {
      series: each,
      atMs: at[i]! / 1000,
      startMs: startAt[i] === 0 ? null : startAt[i]! / 1000,
      distribution: Distribution.decode(payloads[i]!),
    };
}

const microseconds = (ms: number): number => Math.round(ms * 1000);
