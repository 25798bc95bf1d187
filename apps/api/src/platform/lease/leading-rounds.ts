import type { Logger } from '@nestjs/common';
import type { Clock } from '../clock/clock';
import { messageOf } from '../message-of';
import { LeaseLost } from './leadership';

interface Rounds {
  /** One round; rejects when it was not remembered. */
  run: (signal: AbortSignal) => Promise<void>;
  /** Asked at each waking: a wait that goes on becomes shorter, or longer, with what was found meanwhile. */
  everyMs: () => number;
  /** For the log: "A round of probes". */
  name: string;
}

/** Installations that start together shall not ask together. */
const JITTER = 0.05;

/** A round each time its interval is over while it is woken, the first one at once; one at a time. */
export class LeadingRounds {
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  /** Monotonic ms; null: none was begun. */
  private begunAtMs: number | null = null;
  private stretch = 1;

  constructor(
    private readonly rounds: Rounds,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** To be called often while this replica leads. Never rejects; a round that is still running is waited for. */
  async wake(): Promise<void> {
    if (this.running !== null) return this.running;
    if (!this.isDue() || this.stopping.signal.aborted) return;
    this.begunAtMs = this.clock.monotonicMs();
    this.stretch = 1 + JITTER * (Math.random() - 0.5);
    this.running = this.attempt();
    await this.running;
    this.running = null;
  }

  /** Lets go of whoever is being asked. */
  async stop(): Promise<void> {
    this.stopping.abort(new Error('Shutting down'));
    await this.running;
  }

  private isDue(): boolean {
    if (this.begunAtMs === null) return true;
    return this.clock.monotonicMs() - this.begunAtMs >= this.rounds.everyMs() * this.stretch;
  }

  private async attempt(): Promise<void> {
    try {
      await this.rounds.run(this.stopping.signal);
    } catch (error) {
      if (this.stopping.signal.aborted || error instanceof LeaseLost) return;
      this.log.warn(`${this.rounds.name} was not remembered: ${messageOf(error)}`);
    }
  }
}
