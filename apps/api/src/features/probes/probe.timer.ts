import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../platform/clock/clock';
import { AppConfig } from '../../platform/config/config';
import { Leadership, LeaseLost } from '../../platform/lease/leadership';
import { ProbeRound } from './probe.round';

const WAKE_EVERY_MS = 250;
/** Installations that start together shall not ask together. */
const JITTER = 0.05;

/** Wakes a round every interval while this replica leads as far as it knows, the first one as soon as it does. */
@Injectable()
export class ProbeTimer implements BeforeApplicationShutdown {
  private readonly log = new Logger(ProbeTimer.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  /** Monotonic ms; null: at once. */
  private dueAtMs: number | null = null;

  constructor(
    private readonly round: ProbeRound,
    private readonly leadership: Leadership,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  /** Never throws; a round that is still running is waited for. */
  @Interval(WAKE_EVERY_MS)
  async wake(): Promise<void> {
    // Not only while the lease is proven: probing goes on without the database. What is due stays due for who follows.
    if (!this.leadership.leadsAsFarAsKnown) return this.round.forget();
    if (this.running !== null) return this.running;
    if (!this.isDue() || this.stopping.signal.aborted) return;
    const { intervalMs } = this.config.probes;
    this.dueAtMs = this.clock.monotonicMs() + intervalMs * (1 + JITTER * (Math.random() - 0.5));
    this.running = this.attempt();
    await this.running;
    this.running = null;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort(new Error('Shutting down'));
    await this.running;
  }

  private isDue(): boolean {
    return this.dueAtMs === null || this.clock.monotonicMs() >= this.dueAtMs;
  }

  private async attempt(): Promise<void> {
    try {
      await this.round.run(this.stopping.signal);
    } catch (error) {
      if (this.stopping.signal.aborted || error instanceof LeaseLost) return;
      const reason = error instanceof Error ? error.message : 'unknown';
      this.log.warn(`A round of probes was not remembered: ${reason}`);
    }
  }
}
