import { MINUTE_MS, minuteOf } from '../time';

/** What was had of a pool in some time. Milliseconds are of connections: two of them for a second are 2,000. */
export interface PoolUse {
  /** Of those that were checked out. */
  usedMs: number;
  /** Of as many as the pool may open at most. */
  offeredMs: number;
  /** Most that were checked out at one moment, as a fraction of the most that may be open. */
  useMax: number;
  /** Most callers at one moment for whom there was no connection, and none could be opened. */
  waitingMax: number;
}

/** As stored: null where it was not measured, by an earlier release. */
export type StoredPoolUse = { [Key in keyof PoolUse]: PoolUse[Key] | null };

/** The use of one minute as it fills. */
export class MinuteUse {
  private usedMs = 0;
  private offeredMs = 0;
  private useMax = 0;
  private waitingMax = 0;

  /** So many connections of `size` were checked out for `ms`. */
  held(connections: number, size: number, ms: number): void {
    this.usedMs += connections * ms;
    this.offeredMs += size * ms;
    if (ms > 0) this.reached(connections, size);
  }

  /** At one moment. */
  reached(connections: number, size: number): void {
    if (size > 0) this.useMax = Math.max(this.useMax, connections / size);
  }

  /** So many waited at one moment. */
  queued(callers: number): void {
    this.waitingMax = Math.max(this.waitingMax, callers);
  }

  /** Full milliseconds: sums of them are the same in any order. */
  get told(): PoolUse {
    const { useMax, waitingMax } = this;
    return { usedMs: Math.round(this.usedMs), offeredMs: Math.round(this.offeredMs), useMax, waitingMax };
  }
}

/** A moment by the clock on the wall, which may be set, and by one that only goes on. */
export interface Moment {
  wallMs: number;
  monotonicMs: number;
}

/**
 * Weighs the connections of a pool that are checked out by how long they are: exact, as every change is told, and not
 * a sample. How long is told by the clock that only goes on, in which minute by the one on the wall. `minuteAt` gives
 * the minute that starts then, or nothing for one that is not observed: what fell into it is not told.
 */
export class PoolUseMeter {
  private connections = 0;
  private settledMs: number | null = null;

  constructor(private readonly minuteAt: (startMs: number) => MinuteUse | undefined) {}

  /** From now on so many of `size` are checked out. */
  changed(connections: number, size: number, at: Moment): void {
    this.settle(size, at);
    this.connections = connections;
    this.minuteAt(minuteOf(at.wallMs))?.reached(connections, size);
  }

  /** Accounts for the time since the last change or settlement. */
  settle(size: number, { wallMs, monotonicMs }: Moment): void {
    const passedMs = Math.max(0, monotonicMs - (this.settledMs ?? monotonicMs));
    this.settledMs = monotonicMs;
    for (let fromMs = wallMs - passedMs; fromMs < wallMs;) {
      const startMs = minuteOf(fromMs);
      const toMs = Math.min(startMs + MINUTE_MS, wallMs);
      this.minuteAt(startMs)?.held(this.connections, size, toMs - fromMs);
      fromMs = toMs;
    }
  }
}
