import { DamagedDistribution } from '../../core/latency/bytes';
import { Distribution } from '../../core/latency/distribution';
import type { MetricSeries, SucceedingPoint } from '../../core/requests/metric-point';
import type { PointRow } from './marked-minutes.statements';

type Read = SucceedingPoint['previous'];

/** Puts points that come stream by stream, in the order of time, beside the one before. */
export class PointChain {
  /** Rows whose bytes cannot be read: passed over. */
  readonly damaged: PointRow[] = [];
  private row: PointRow | null = null;
  private read: Read = null;
  private series: MetricSeries | null = null;

  /** The point of the next row; null for one that only is the base of others, or damaged. */
  next(row: PointRow): SucceedingPoint | null {
    if (row.base && this.isRepeated(row)) return null; // read already: the minute before was asked for, too
    const distribution = this.decoded(row);
    if (distribution === null) return null;
    const previous = this.follows(row) ? this.read : null;
    this.row = row;
    this.read = { atMs: row.at / 1000, distribution };
    return row.base ? null : pointOf(row, this.seriesOf(row), distribution, previous);
  }

  private decoded(row: PointRow): Distribution | null {
    if (row.payload === null) return new Distribution();
    try {
      return Distribution.decode(row.payload);
    } catch (error) {
      if (!(error instanceof DamagedDistribution)) throw error;
      this.damaged.push(row);
      return null;
    }
  }

  /** One for all points of a stream: they come one after the other. */
  private seriesOf(row: PointRow): MetricSeries {
    return (this.series = this.series?.key === row.id ? this.series : seriesOf(row));
  }

  private isRepeated({ id, at, start_at }: PointRow): boolean {
    return this.row?.id === id && this.row.at === at && this.row.start_at === start_at;
  }

  private follows({ id, start_at, overflow, cumulative }: PointRow): boolean {
    return cumulative && this.row?.id === id && (overflow || this.row.start_at === start_at);
  }
}

const seriesOf = ({ id, service, instance, outcome, cumulative, route, method, status }: PointRow) => ({
  key: id,
  service,
  instance,
  outcome,
  cumulative,
  place: route === null || method === null ? null : { route, method, status },
});

function pointOf(
  row: PointRow,
  series: MetricSeries,
  distribution: Distribution,
  previous: Read,
): SucceedingPoint {
  return {
    series,
    overflow: row.overflow,
    atMs: row.at / 1000,
    startMs: row.start_at === 0 ? null : row.start_at / 1000,
    distribution,
    previous,
  };
}
