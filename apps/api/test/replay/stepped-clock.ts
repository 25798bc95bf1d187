import { Clock } from '../../src/platform/clock/clock';

/** As long a step as any pause that is measured: probes are due, snapshots old, and no pause is thrice as long. */
const LONGEST_STEP_MS = 35_000;

/**
 * The time of day stands still until it is set. The monotonic time runs on, and takes part in each step only so far:
 * as on a machine that slept meanwhile.
 */
export class SteppedClock extends Clock {
  private sleptMs = 0;

  constructor(private nowMs: number) {
    super();
  }

  set(nowMs: number): void {
    if (nowMs < this.nowMs) throw new RangeError('This clock does not run backwards');
    this.sleptMs += Math.min(nowMs - this.nowMs, LONGEST_STEP_MS);
    this.nowMs = nowMs;
  }

  override now(): Date {
    return new Date(this.nowMs);
  }

  override monotonicMs(): number {
    return performance.now() + this.sleptMs;
  }
}
