import { Distribution } from '../latency/distribution';
import { OTHER_PLACE } from '../routes/route-place';
import type { MetricPoint, MetricSeries } from './metric-point';

export const MOST_SERVICES = 100;
export const MOST_SERIES = 5_000;
/** Stands for all services beyond the limit. */
export const MORE_SERVICES = 'more services';

/** See the series repository. */
export interface SeriesInUse {
  known: ReadonlySet<string>;
  services: ReadonlySet<string>;
  active: ReadonlyMap<string, number>;
  overflowing: ReadonlySet<string>;
}

export type AdmittedPoint = MetricPoint & { overflow: boolean };

/**
 * Puts points of series beyond the limits into one series for each instance and outcome, so that the counts stay
 * whole. An instance that overflows keeps doing so: its sum of cumulative streams must not lose a member.
 */
export function withinLimits(points: readonly MetricPoint[], use: SeriesInUse): AdmittedPoint[] {
  const [services, active, known] = [new Set(use.services), new Map(use.active), new Set(use.known)];
  const overflowing = new Set(use.overflowing);
  const admitted: AdmittedPoint[] = [];
  const overflow = new Map<string, AdmittedPoint>();
  for (const point of points) {
    const { series } = point;
    const { service, instance, key } = series;
    const hasRoom =
      known.has(key) ||
      (!overflowing.has(`${service} ${instance}`) &&
        !overflowing.has(`${MORE_SERVICES} ${instance}`) &&
        (services.has(service) || services.size < MOST_SERVICES) &&
        (active.get(service) ?? 0) < MOST_SERIES);
    if (!hasRoom) {
      overflowing.add(`${service} ${instance}`);
      addOverflow(overflow, point, services.has(service) ? service : MORE_SERVICES);
      continue;
    }
    if (!known.has(key)) active.set(service, (active.get(service) ?? 0) + 1);
    known.add(key);
    services.add(service);
    admitted.push({ ...point, overflow: false });
  }
  return [...admitted, ...overflow.values()];
}

function addOverflow(overflow: Map<string, AdmittedPoint>, point: MetricPoint, service: string): void {
  const { instance, outcome, cumulative } = point.series;
  const series: MetricSeries = {
    key: `overflow ${service} ${instance} ${outcome} ${cumulative ? 'cumulative' : 'delta'}`,
    service,
    instance,
    outcome,
    place: OTHER_PLACE,
    cumulative,
  };
  const place = `${series.key} ${point.atMs}`;
  const present = overflow.get(place);
  if (present === undefined) {
    const distribution = new Distribution();
    distribution.merge(point.distribution);
    overflow.set(place, { ...point, series, distribution, overflow: true });
    return;
  }
  present.distribution.merge(point.distribution);
  if (point.startMs !== null) present.startMs = Math.min(present.startMs ?? Infinity, point.startMs);
}
