import { Distribution } from '../latency/distribution';
import { HOUR_MS, minuteEndingAt } from './minute';
import type { SucceedingPoint } from './metric-point';
import { counted, type RequestMinute } from './request-minute';

/** What a cumulative point adds over a longer span cannot be given to a minute, nor to an hour. */
export const LONGEST_SPAN_MS = HOUR_MS;

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
  private readonly byPlace = new Map<string, RequestMinute>();

  add(point: SucceedingPoint): void {
    const minute = this.minuteOf(point);
    const added = addedBy(point);
    const { requests, errors, clientErrors } = counted(point.series.outcome, added.count);
    minute.requests += requests;
    minute.errors += errors;
    minute.clientErrors += clientErrors;
    minute.distribution.merge(added);
    minute.newestAt = new Date(Math.max(minute.newestAt.getTime(), point.atMs));
  }

  minutes(): RequestMinute[] {
    return [...this.byPlace.values()];
  }

  private minuteOf({ atMs, series: { service, instance } }: SucceedingPoint): RequestMinute {
    const minuteMs = minuteEndingAt(atMs);
    const place = `${minuteMs} ${instance} ${service}`; // an instance is a hash: it has no blank
    let minute = this.byPlace.get(place);
    if (minute === undefined) this.byPlace.set(place, (minute = emptyMinute(minuteMs, service, instance)));
    return minute;
  }
}

function emptyMinute(minuteMs: number, service: string, instance: string): RequestMinute {
  return {
    minute: new Date(minuteMs),
    service,
    instance,
    source: 'otlp',
    requests: 0,
    errors: 0,
    clientErrors: 0,
    distribution: new Distribution(),
    newestAt: new Date(minuteMs),
  };
}
