import type { EntityManager } from 'typeorm';
import type { MetricPoint, SucceedingPoint } from '../../core/requests/metric-point';

export interface ServiceMinute {
  service: string;
  minute: Date;
}

/** Histogram points as they came, and marks of the minutes that they change. */
export abstract class MetricPointRepository {
  /**
   * Stores what is not there yet and marks the minutes, all or nothing. Sent again, a point changes nothing.
   * Series beyond the limits are counted together.
   */
  abstract store(points: readonly MetricPoint[], now: Date): Promise<void>;

  /**
   * Takes at most `most` marks and answers their minutes, with those minutes that hold the next point of a
   * cumulative series: what that adds depends on the point before. One folder at a time: others wait for the
   * transaction of `manager` to end.
   */
  abstract takeMarked(most: number, manager: EntityManager): Promise<ServiceMinute[]>;

  /** All points of these minutes, each beside the one before it. */
  abstract within(minutes: readonly ServiceMinute[], manager: EntityManager): Promise<SucceedingPoint[]>;
}
