import { Distribution, LONGEST_MS } from '../../../core/latency/distribution';
import { ExplicitPart } from '../../../core/latency/explicit-part';
import { ExponentialPart, type UnitMs } from '../../../core/latency/exponential-part';
import { COARSEST_SCALE, FINEST_SCALE } from '../../../core/latency/exponential-scale';
import { ANYTHING, type Extent } from '../../../core/latency/extent';
import type { MetricPoint } from '../../../core/requests/metric-point';
import { HOUR_MS, MINUTE_MS } from '../../../core/requests/minute';
import { inTurns } from '../../../platform/in-turns';
import type { OtlpMetric, OtlpPoint } from './otlp-message';
import { Rejection, requireThat } from './rejection';
import type { SeriesBook, SeriesPage } from './series-book';

/** Is told of each point, or of the reason why it is not counted. */
export interface Intake {
  taken: (point: MetricPoint) => void;
  rejected: (reason: string) => void;
}

const OLDEST_MS = 48 * HOUR_MS;
const EARLIEST_MS = 5 * MINUTE_MS;
const MOST_BUCKETS = 2_000;
const MOST_REQUESTS = 1e12;
const MOST_DOUBLINGS = 60;
const FINEST_SENT_SCALE = 20;
const NO_RECORDED_VALUE = 1;

/** Judges each point by itself: one that cannot be counted is refused with the reason, the others are kept. */
export function takeIn(
  metrics: readonly OtlpMetric[],
  nowMs: number,
  book: SeriesBook,
  intake: Intake,
): Promise<void> {
  return inTurns(judgements(metrics, nowMs, book), (found) => {
    if (found instanceof Rejection) intake.rejected(found.message);
    else if (found !== null) intake.taken(found);
  });
}

/** Null for what is none, so that also many of those take turns. */
function* judgements(
  metrics: readonly OtlpMetric[],
  nowMs: number,
  book: SeriesBook,
): Generator<MetricPoint | Rejection | null> {
  for (const metric of metrics) {
    const page = orRejection(() => book.open(metric));
    yield null;
    for (const point of metric.points) {
      if ((point.flags & NO_RECORDED_VALUE) !== 0) yield null;
      else yield page instanceof Rejection ? page : orRejection(() => judged(metric, point, page, nowMs));
    }
  }
}

function orRejection<T>(judge: () => T): T | Rejection {
  try {
    return judge();
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}

function judged(metric: OtlpMetric, point: OtlpPoint, page: SeriesPage, nowMs: number): MetricPoint {
  requireThat(point.atMs > 0, 'time_unix_nano is missing');
  requireThat(point.atMs >= nowMs - OLDEST_MS, 'time_unix_nano is more than 48 hours ago');
  requireThat(point.atMs <= nowMs + EARLIEST_MS, 'time_unix_nano is more than 5 minutes in the future');
  requireThat(
    point.startMs >= 0 && point.startMs <= point.atMs,
    'start_time_unix_nano is after time_unix_nano',
  );
  return {
    series: page.seriesOf(point),
    atMs: point.atMs,
    startMs: point.startMs === 0 ? null : point.startMs,
    distribution: distributionOf(metric, point),
  };
}

function distributionOf(metric: OtlpMetric, point: OtlpPoint): Distribution {
  const unitMs = metric.unit === 'ms' ? 1 : 1000;
  requireThat(isCount(point.count), 'count is not a whole number up to 10^12');
  requireThat(point.sum === null || (point.sum >= 0 && point.sum < Infinity), 'sum is negative or no number');
  const distribution = new Distribution();
  if (point.count === 0) return distribution;
  const part = point.exponential === null ? explicitOf(point, unitMs) : exponentialOf(point, unitMs);
  requireThat(part.count === point.count, 'count is not the sum of the bucket counts');
  part.extent = extentOf(point, unitMs);
  distribution.adopt(part);
  return distribution;
}

function explicitOf(point: OtlpPoint, unitMs: UnitMs): ExplicitPart {
  const { bounds, counts } = point.explicit ?? { bounds: [], counts: [] };
  requireThat(
    bounds.length <= MOST_BUCKETS && counts.length <= MOST_BUCKETS,
    `more than ${MOST_BUCKETS} buckets`,
  );
  requireThat(counts.every(isCount), 'a bucket count is not a whole number up to 10^12');
  const boundsMs = bounds.map((bound) => bound * unitMs); // may be infinite or fall together only now
  requireThat(
    boundsMs.every((bound, i) => Number.isFinite(bound) && (i === 0 || bound > boundsMs[i - 1]!)),
    'explicit_bounds do not ascend',
  );
  if (counts.length === 0 && bounds.length === 0) return new ExplicitPart([], [point.count]);
  requireThat(counts.length === bounds.length + 1, 'bucket_counts is not one longer than explicit_bounds');
  return new ExplicitPart(boundsMs, [...counts]);
}

function exponentialOf(point: OtlpPoint, unitMs: UnitMs): ExponentialPart {
  const { scale, zeroCount, zeroThreshold, positive, negative } = point.exponential!;
  requireThat(
    Number.isInteger(scale) && scale >= COARSEST_SCALE && scale <= FINEST_SENT_SCALE,
    `scale is not from ${COARSEST_SCALE} to ${FINEST_SENT_SCALE}`,
  );
  requireThat(Number.isInteger(positive.offset), 'offset is not a whole number');
  requireThat(positive.counts.length <= MOST_BUCKETS, `more than ${MOST_BUCKETS} buckets`);
  requireThat(
    isCount(zeroCount) && positive.counts.every(isCount),
    'a bucket count is not a whole number up to 10^12',
  );
  requireThat(!negative.counts.some((count) => count !== 0), 'durations below 0');
  requireThat(zeroThreshold >= 0 && zeroThreshold * unitMs <= LONGEST_MS, 'zero_threshold is no duration');
  const part = new ExponentialPart(unitMs, Math.min(scale, FINEST_SCALE));
  const finer = 2 ** Math.max(0, scale - FINEST_SCALE);
  const indexOf = (place: number): number => Math.floor((positive.offset + place) / finer);
  const [first, last] = [positive.counts.findIndex(Boolean), positive.counts.findLastIndex(Boolean)];
  part.zeroCount = zeroCount;
  part.zeroThreshold = zeroCount > 0 ? zeroThreshold : 0;
  if (last < 0) return part;
  requireThat(
    (positive.offset + last) * 2 ** -scale <= MOST_DOUBLINGS &&
      (positive.offset + first + 1) * 2 ** -scale >= -MOST_DOUBLINGS,
    'a bucket lies beyond any duration',
  );
  part.expect(indexOf(first), indexOf(last));
  for (let place = first; place <= last; place++)
    if (positive.counts[place]! > 0) part.add(indexOf(place), positive.counts[place]!);
  return part;
}

function extentOf({ min, max }: OtlpPoint, unitMs: UnitMs): Extent {
  requireThat(min === null || (min >= 0 && min * unitMs < Infinity), 'min is negative or no duration');
  requireThat(
    max === null || (max >= (min ?? 0) && max * unitMs < Infinity),
    'max is below min or no duration',
  );
  return {
    floor: min === null ? ANYTHING.floor : min * unitMs,
    ceiling: max === null ? ANYTHING.ceiling : max * unitMs,
    attained: max !== null,
  };
}

const isCount = (count: number): boolean => Number.isInteger(count) && count >= 0 && count <= MOST_REQUESTS;
