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

export const encodePoints = (points: readonly MetricPoint[]): EncodedPoints => ({
  series: points.map(({ series }) => series),
  at: points.map(({ atMs }) => microseconds(atMs)),
  startAt: points.map(({ startMs }) => (startMs === null ? 0 : microseconds(startMs))),
  payloads: points.map(({ distribution }) => distribution.encode()),
});

/** The points as they were. @throws DamagedDistribution for bytes that `encodePoints` does not write. */
export function decodePoints({ series, at, startAt, payloads }: EncodedPoints): MetricPoint[] {
  return series.map((each, i) => ({
    series: each,
    atMs: at[i]! / 1000,
    startMs: startAt[i] === 0 ? null : startAt[i]! / 1000,
    distribution: Distribution.decode(payloads[i]!),
  }));
}

const microseconds = (ms: number): number => Math.round(ms * 1000);
