import { Clock } from '../../src/platform/clock/clock';

/**
 * The time of day stands still until it is set, so that every window ends at a known millisecond. The monotonic time is
 * the real one, as on a machine whose clock is being set: what measures durations must not be told of hours.
 */
export class SteppedClock extends Clock {
  constructor(private nowMs: number) {
    super();
  }

  set(nowMs: number): void {
    if (nowMs < this.nowMs) throw new RangeError('This clock does not run backwards');
    this.nowMs = nowMs;
  }

  override now(): Date {
    return new Date(this.nowMs);
  }

  override monotonicMs(): number {
    return performance.now();
  }
}
