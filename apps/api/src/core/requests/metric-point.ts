import type { Distribution } from '../latency/distribution';
import type { RoutePlace } from '../routes/route-place';
import type { Outcome } from './outcome';

/** One stream of histogram points of a sender. */
export interface MetricSeries {
  /** Hash of everything that tells the stream from others; the same stream has the same key. */
  key: string;
  service: string;
  /** Short hash; names no host. */
  instance: string;
  outcome: Outcome;
  /** Null: stored by a release that did not keep it. */
  place: RoutePlace | null;
  /** Points count since their start, not since the point before. */
  cumulative: boolean;
}

/** One point as it came. Times in ms since 1970, down to microseconds. */
export interface MetricPoint {
  series: MetricSeries;
  atMs: number;
  /** Null when the sender did not say. */
  startMs: number | null;
  distribution: Distribution;
}

/**
 * A stored point beside the one before it with the same start; among several streams counted as one, with any.
 * The first of a stream stands beside an empty one if its process told others within the last hour, but not this.
 */
export interface SucceedingPoint extends MetricPoint {
  /** Several streams counted as one, since their service has too many. */
  overflow: boolean;
  previous: { atMs: number; distribution: Distribution } | null;
}
