import { wait } from '../wait';

/** An answer that takes longer says that others wait too. */
const QUICK_MS = 250;
/** At first, and at least: a piece costs something however small it is. */
const SMALLEST_SHARE = 1 / 4;
/** Of the time that the answer took. */
const REST_SHARE = 1 / 2;
const LONGEST_REST_MS = 2_000;

/**
 * How fast to send what is not urgent, by how Watchroom answers: one piece at a time, the whole of what is allowed
 * without a rest while the answers are quick; smaller pieces with rests half as long as the answers once they are not.
 */
export class Pace {
  private share = SMALLEST_SHARE;
  private free: Promise<void> = Promise.resolve();

  constructor(
    private readonly signal: AbortSignal,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** How many to send at once where `most` are allowed. */
  size(most: number): number {
    return Math.max(1, Math.round(most * this.share));
  }

  /** Sends when those before have been answered and the rest after them is over; `gently` rests after quick answers too. */
  async turn(send: () => Promise<void>, gently = false): Promise<void> {
    const before = this.free;
    let leave: () => void = () => undefined;
    this.free = new Promise((resolve) => (leave = resolve));
    await before;
    const began = this.nowMs();
    let isTaken = false;
    try {
      await send();
      isTaken = true;
    } finally {
      const tookMs = this.nowMs() - began;
      this.learn(isTaken, tookMs);
      const isBusy = this.share < 1 || gently;
      void wait(isBusy ? Math.min(tookMs * REST_SHARE, LONGEST_REST_MS) : 0, this.signal).then(leave);
    }
  }

  private learn(isTaken: boolean, tookMs: number): void {
    const change = isTaken ? Math.min(2, Math.max(1 / 2, QUICK_MS / tookMs)) : 1 / 2;
    this.share = Math.min(1, Math.max(SMALLEST_SHARE, this.share * change));
  }
}
