import type { SentPoint } from '../e2e/setup/otlp';
import type { Report, Status } from './senders';

/** What a report looks like on the wire: a point for each status that there was, and always one of status 200. */
export function pointsOf(report: Report): SentPoint[] {
  const { run, atMs, startMs } = report;
  const { service, instance, cumulative, scale } = run.sender;
  const told = cumulative ? sumUpTo(report) : report.added;
  return [...new Set<Status>(['200', ...told.keys()])].map((status) => ({
    service,
    instance,
    startMs,
    atMs,
    cumulative,
    durationsMs: told.get(status) ?? [],
    status: status === 'none' ? null : Number(status),
    ...(scale === null ? {} : { scale }),
  }));
}

function sumUpTo(report: Report): Map<Status, number[]> {
  const sum = new Map<Status, number[]>();
  for (const each of report.run.reports) {
    for (const [status, durations] of each.added) sum.set(status, [...(sum.get(status) ?? []), ...durations]);
    if (each === report) break;
  }
  return sum;
}
