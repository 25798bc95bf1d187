/** Where time comes from, so that tests can choose it. */
export abstract class Clock {
  /** Wall-clock time: for buckets and rows. */
  abstract now(): Date;
  /** Milliseconds that never run backwards: for durations and caches. */
  abstract monotonicMs(): number;
}

export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }

  override monotonicMs(): number {
    return performance.now();
  }
}
