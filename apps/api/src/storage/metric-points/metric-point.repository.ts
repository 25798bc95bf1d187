import type { EntityManager } from 'typeorm';
import type { EncodedPoints } from '../../core/requests/encoded-points';
import type { SucceedingPoint } from '../../core/requests/metric-point';

/** What one instance of a service did in one minute. */
export interface InstanceMinute {
  service: string;
  instance: string;
  minute: Date;
}

/** `setAside`: how many stored points could not be read now and will not be tried again. */
export interface PointsWithin {
  points: SucceedingPoint[];
  setAside: number;
}

/** How well reports are taken in. */
export interface IntakeCondition {
  /** Services, by name, whose series were too many to be kept apart within the last hour. */
  overflowing: string[];
  /** How long the oldest mark waits for its minute to be folded. */
  behindMs: number;
  /** Points of the last hour that are set aside. */
  unreadable: number;
}

/** Histogram points as they came, and marks of the minutes that they change. */
export abstract class MetricPointRepository {
  /**
   * Stores what is not there yet and marks the minutes, all or nothing. Sent again, a point changes nothing.
   * Series beyond the limits are counted together.
   */
  abstract store(points: EncodedPoints, now: Date): Promise<void>;

  /** The last hour is that before `now`; how long a mark waits is told by the database's clock. */
  abstract condition(now: Date): Promise<IntakeCondition>;

  /**
   * Takes at most `most` marks, oldest first, and answers their minutes, with those minutes that hold the next point
   * of a cumulative series: what that adds depends on the point before. One folder at a time: others wait for the
   * transaction of `manager` to end.
   */
  abstract takeMarked(most: number, manager: EntityManager): Promise<InstanceMinute[]>;

  /**
   * All points of these minutes, each beside the one before it. A point whose stored bytes cannot be read is set
   * aside: it is left out now and from now on, as if it had never come.
   */
  abstract within(minutes: readonly InstanceMinute[], manager: EntityManager): Promise<PointsWithin>;
}
