import { Clock } from '../../src/platform/clock/clock';

/** Stands still until it is set; both times move by the same step. */
export class SteppedClock extends Clock {
  private readonly startedMs: number;

  constructor(private nowMs: number) {
    super();
    this.startedMs = nowMs;
  }

  set(nowMs: number): void {
    if (nowMs < this.nowMs) throw new RangeError('This clock does not run backwards');
    this.nowMs = nowMs;
  }

  override now(): Date {
    return new Date(this.nowMs);
  }

  override monotonicMs(): number {
    return this.nowMs - this.startedMs;
  }
}
