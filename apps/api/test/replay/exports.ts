import type { SentPoint } from '../e2e/setup/otlp';
import { type Place, type Report, USUAL_PLACE } from './senders';

/** What a report looks like on the wire: a point for each place that there was, and always one of the usual place. */
export function pointsOf(report: Report): SentPoint[] {
  const { run, atMs, startMs } = report;
  const { service, instance, cumulative, scale } = run.sender;
  const told = cumulative ? sumUpTo(report) : report.added;
  return [...new Set([USUAL_PLACE, ...told.keys()])].map((place) => ({
    service,
    instance,
    startMs,
    atMs,
    cumulative,
    durationsMs: told.get(place) ?? [],
    status: place.status === 'none' ? null : Number(place.status),
    method: place.method,
    route: place.route,
    ...(scale === null ? {} : { scale }),
  }));
}

function sumUpTo(report: Report): Map<Place, number[]> {
  const sum = new Map<Place, number[]>();
  for (const each of report.run.reports) {
    for (const [place, durations] of each.added) sum.set(place, [...(sum.get(place) ?? []), ...durations]);
    if (each === report) break;
  }
  return sum;
}
