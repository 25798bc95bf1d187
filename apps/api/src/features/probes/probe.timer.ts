import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { askAgainMs } from '../../core/external-services/ask-again';
import { Clock } from '../../platform/clock/clock';
import { AppConfig } from '../../platform/config/config';
import { Leadership } from '../../platform/lease/leadership';
import { LeadingRounds } from '../../platform/lease/leading-rounds';
import { ProbeRound } from './probe.round';

const WAKE_EVERY_MS = 250;

/** Wakes a round every interval while this replica leads as far as it knows, the first one as soon as it does. */
@Injectable()
export class ProbeTimer implements BeforeApplicationShutdown {
  private readonly rounds: LeadingRounds;

  constructor(
    private readonly round: ProbeRound,
    private readonly leadership: Leadership,
    clock: Clock,
    config: AppConfig,
  ) {
    const rounds = {
      run: (signal: AbortSignal) => round.run(signal),
      everyMs: () => (round.isInDoubt ? askAgainMs(config.probes) : config.probes.intervalMs),
      name: 'A round of probes',
    };
    this.rounds = new LeadingRounds(rounds, clock, new Logger(ProbeTimer.name));
  }

  /** Never throws; a round that is still running is waited for. */
  @Interval(WAKE_EVERY_MS)
  async wake(): Promise<void> {
    // Not only while the lease is proven: probing goes on without the database. What is due stays due for who follows.
    if (!this.leadership.leadsAsFarAsKnown) return this.round.forget();
    await this.rounds.wake();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }
}
