import { Distribution } from '../latency/distribution';
import { HOUR_MS, minuteEndingAt } from '../time';
import { RouteTally } from '../routes/route-tally';
import type { MetricSeries, SucceedingPoint } from './metric-point';
import { counted, type RequestMinute } from './request-minute';

/** What a cumulative point adds over a longer span cannot be given to a minute, nor to an hour. */
const LONGEST_SPAN_MS = HOUR_MS;

/**
 * Requests that a point adds. A delta point adds itself. A cumulative one adds the difference to the point
 * before with the same start; after a restart (a new start, or counts that went down) all that it counts. What was
 * counted over more than an hour, or since an unknown start, is not added: it only is the base of the next point.
 */
export function addedBy(point: SucceedingPoint): Distribution {
  if (!point.series.cumulative) return point.distribution;
  const { previous } = point;
  const sinceMs = previous === null ? point.startMs : previous.atMs;
  if (sinceMs === null || point.atMs - sinceMs > LONGEST_SPAN_MS) return new Distribution();
  return (previous && point.distribution.since(previous.distribution)) ?? point.distribution;
}

/** Minutes by service and instance; in whatever order the points come. A point that adds nothing still observes. */
export class MinuteFold {
  private readonly byPlace = new Map<string, OpenMinute>();

  add(point: SucceedingPoint): void {
    const open = this.minuteOf(point);
    const added = addedBy(point);
    open.newestMs = Math.max(open.newestMs, point.atMs);
    const stream = open.streams.get(point.series);
    if (stream === undefined) open.streams.set(point.series, { added, isOwn: false });
    else merge(stream, added);
  }

  /** The requests of each, and what is known of their routes. */
  minutes(): (RequestMinute & { routes: RouteTally })[] {
    return [...this.byPlace.values()].map(requestMinuteOf);
  }

  private minuteOf({ atMs, series: { service, instance } }: SucceedingPoint): OpenMinute {
    const minuteMs = minuteEndingAt(atMs);
    const place = `${minuteMs} ${instance} ${service}`; // an instance is a hash: it has no blank
    let minute = this.byPlace.get(place);
    if (minute === undefined) {
      minute = { minuteMs, service, instance, newestMs: minuteMs, streams: new Map() };
      this.byPlace.set(place, minute);
    }
    return minute;
  }
}

interface OpenMinute {
  minuteMs: number;
  service: string;
  instance: string;
  newestMs: number;
  /** What each series adds: put together once, for the minute and for its route. */
  streams: Map<MetricSeries, Stream>;
}

interface Stream {
  added: Distribution;
  isOwn: boolean;
}

/** What a first point adds may be the point itself, to which the next one is compared: it must stay as it is. */
function merge(stream: Stream, added: Distribution): void {
  if (!stream.isOwn) Object.assign(stream, { added: stream.added.copy(), isOwn: true });
  stream.added.merge(added);
}

function requestMinuteOf({ minuteMs, service, instance, newestMs, streams }: OpenMinute) {
  const minute = {
    minute: new Date(minuteMs),
    service,
    instance,
    source: 'otlp' as const,
    requests: 0,
    errors: 0,
    clientErrors: 0,
    distribution: new Distribution(),
    newestAt: new Date(newestMs),
    routes: new RouteTally(),
  };
  for (const [series, { added }] of streams) {
    const { requests, errors, clientErrors } = counted(series.outcome, added.count);
    minute.requests += requests;
    minute.errors += errors;
    minute.clientErrors += clientErrors;
    minute.distribution.merge(added);
    if (series.place !== null) minute.routes.add({ ...series.place, requests, errors }, added);
  }
  return minute;
}
