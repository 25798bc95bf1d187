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
export class SeriesAdmission {
  private readonly services: Set<string>;
  private readonly active: Map<string, number>;
  private readonly known: Set<string>;
  private readonly overflowing: Set<string>;
  private readonly admitted: AdmittedPoint[] = [];
  private readonly overflow = new Map<string, AdmittedPoint>();

  constructor(use: SeriesInUse) {
    [this.services, this.active] = [new Set(use.services), new Map(use.active)];
    [this.known, this.overflowing] = [new Set(use.known), new Set(use.overflowing)];
  }

  /** All points so far: first those that have a series of their own. */
  get points(): AdmittedPoint[] {
    return [...this.admitted, ...this.overflow.values()];
  }

  add(point: MetricPoint): void {
    const { service, instance, key } = point.series;
    if (!this.hasRoom(point.series)) {
      this.overflowing.add(`${service} ${instance}`);
      addOverflow(this.overflow, point, this.services.has(service) ? service : MORE_SERVICES);
      return;
    }
    if (!this.known.has(key)) this.active.set(service, (this.active.get(service) ?? 0) + 1);
    this.known.add(key);
    this.services.add(service);
    this.admitted.push({ ...point, overflow: false });
  }

  private hasRoom({ service, instance, key }: MetricSeries): boolean {
    return (
      this.known.has(key) ||
      (!this.overflowing.has(`${service} ${instance}`) &&
        !this.overflowing.has(`${MORE_SERVICES} ${instance}`) &&
        (this.services.has(service) || this.services.size < MOST_SERVICES) &&
        (this.active.get(service) ?? 0) < MOST_SERIES)
    );
  }
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
