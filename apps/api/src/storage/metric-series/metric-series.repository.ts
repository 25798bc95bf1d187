import type { EntityManager } from 'typeorm';
import type { MetricSeries } from '../../core/requests/metric-point';

/** Counts against the limits of series and services. */
export interface SeriesUse {
  /** Keys, among those asked for, that are known. */
  known: Set<string>;
  /** All services with series. */
  services: Set<string>;
  /** Series with points in the last hour, by service, of those asked for; overflow series not counted. */
  active: Map<string, number>;
  /** `service instance` pairs, of the services asked for and of `more services`, with an overflow series. */
  overflowing: Set<string>;
}

export type StoredSeries = MetricSeries & { overflow: boolean; newestAt: Date };

/** Streams of points of the senders. */
export abstract class MetricSeriesRepository {
  /** What stands, as far as these series are concerned. */
  abstract useOf(series: readonly MetricSeries[], now: Date, manager: EntityManager): Promise<SeriesUse>;

  /** Adds what is new and answers the id of each by key. */
  abstract upsert(series: readonly StoredSeries[], manager: EntityManager): Promise<Map<string, string>>;

  /** Removes at most `most` series that have been silent since before `at` and whose points are all folded. */
  abstract removeBefore(at: Date, most: number, manager: EntityManager): Promise<number>;
}
