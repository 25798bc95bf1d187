import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Leadership, LeaseLost } from '../../platform/lease/leadership';
import { ReconciliationRound } from './reconciliation.round';

/** How often it is looked whether it is time to ask a vendor; each has its own cadence. */
const LOOK_EVERY_MS = 3_000;

/** Wakes a round while this replica leads. */
@Injectable()
export class ReconciliationTimer implements BeforeApplicationShutdown {
  private readonly log = new Logger(ReconciliationTimer.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;

  constructor(
    private readonly round: ReconciliationRound,
    private readonly leadership: Leadership,
  ) {}

  /** Never throws; a round that is still running is waited for. */
  @Interval(LOOK_EVERY_MS)
  async wake(): Promise<void> {
    if (!this.leadership.isLeader || this.stopping.signal.aborted) return;
    this.running ??= this.attempt().finally(() => (this.running = null));
    await this.running;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort(new Error('Shutting down'));
    await this.running;
  }

  private async attempt(): Promise<void> {
    try {
      await this.round.run(this.stopping.signal);
    } catch (error) {
      if (this.stopping.signal.aborted || error instanceof LeaseLost) return;
      const reason = error instanceof Error ? error.message : 'unknown';
      this.log.warn(`Sessions were not held against those of the vendors: ${reason}`);
    }
  }
}
