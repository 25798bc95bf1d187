import { Distribution } from '../latency/distribution';
import { MINUTE_MS, minuteOf } from './minute';
import { counted, type RequestMinute } from './request-minute';
import type { Outcome } from './outcome';

/** While the database is away, so many minutes wait in memory; then the oldest go. */
const MOST_MINUTES = 120;

interface Recorded {
  requests: number;
  errors: number;
  clientErrors: number;
  distribution: Distribution;
  newestMs: number;
}

/** Requests of this process by the minute in which they ended; kept until they are written. */
export class MinuteRecorder {
  private readonly minutes = new Map<number, Recorded>();

  constructor(
    private readonly service: string,
    private readonly instance: string,
  ) {}

  /** One request ended at `nowMs` (ms since 1970) after `durationMs`. */
  record(nowMs: number, outcome: Outcome, durationMs: number): void {
    const minute = this.minuteAt(nowMs);
    const { errors, clientErrors } = counted(outcome, 1);
    minute.requests++;
    minute.errors += errors;
    minute.clientErrors += clientErrors;
    minute.distribution.record(Math.max(0, durationMs));
  }

  /** Everything to write now, oldest first; the current minute even without requests: it was observed. */
  pending(nowMs: number): RequestMinute[] {
    this.minuteAt(nowMs);
    return [...this.minutes].map(([startMs, recorded]) => ({
      minute: new Date(startMs),
      service: this.service,
      instance: this.instance,
      source: 'own',
      requests: recorded.requests,
      errors: recorded.errors,
      clientErrors: recorded.clientErrors,
      distribution: recorded.distribution.copy(),
      newestAt: new Date(recorded.newestMs),
    }));
  }

  /** What was pending at `nowMs` is written. The minute before is kept: a clock set back must not begin it anew. */
  written(nowMs: number): void {
    const oldest = minuteOf(nowMs) - MINUTE_MS;
    for (const startMs of this.minutes.keys()) if (startMs < oldest) this.minutes.delete(startMs);
  }

  private minuteAt(nowMs: number): Recorded {
    const startMs = minuteOf(nowMs);
    let minute = this.minutes.get(startMs);
    if (minute === undefined) {
      minute = { requests: 0, errors: 0, clientErrors: 0, distribution: new Distribution(), newestMs: nowMs };
      this.minutes.set(startMs, minute);
      if (this.minutes.size > MOST_MINUTES) this.minutes.delete(Math.min(...this.minutes.keys()));
    }
    minute.newestMs = Math.max(minute.newestMs, nowMs);
    return minute;
  }
}
