import type { Logger } from '@nestjs/common';
import { messageOf } from '../message-of';
import { type Leadership, LeaseLost } from './leadership';

/** Work that the leading replica does again and again, one turn at a time. */
export class LeaderTurn {
  private isTaken = false;

  /** `failed`: what did not happen when a turn fails, as the log says it: "Health was not judged". */
  constructor(
    private readonly leadership: Leadership,
    private readonly log: Logger,
    private readonly failed: string,
  ) {}

  /** Whether a turn can begin now. */
  get isFree(): boolean {
    return !this.isTaken && this.leadership.isLeader;
  }

  /** Nothing unless it is free. Never rejects: the next turn tries again, and a lost lease is no failure. */
  async take(work: () => Promise<void>): Promise<void> {
    if (!this.isFree) return;
    this.isTaken = true;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof LeaseLost)) this.log.warn(`${this.failed}: ${messageOf(error)}`);
    } finally {
      this.isTaken = false;
    }
  }
}
