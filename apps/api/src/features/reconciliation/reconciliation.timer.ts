import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../platform/clock/clock';
import { Leadership } from '../../platform/lease/leadership';
import { LeadingRounds } from '../../platform/lease/leading-rounds';
import { ReconciliationRound } from './reconciliation.round';

/** How often it is looked whether it is time to ask a vendor; each has its own cadence. */
const LOOK_EVERY_MS = 3_000;

/** Wakes a round while this replica leads. */
@Injectable()
export class ReconciliationTimer implements BeforeApplicationShutdown {
  private readonly rounds: LeadingRounds;

  constructor(
    round: ReconciliationRound,
    private readonly leadership: Leadership,
    clock: Clock,
  ) {
    const rounds = {
      run: (signal: AbortSignal) => round.run(signal),
      everyMs: () => 0,
      name: 'What vendors say of our sessions',
    };
    this.rounds = new LeadingRounds(rounds, clock, new Logger(ReconciliationTimer.name));
  }

  /** Never throws; a round that is still running is waited for. */
  @Interval(LOOK_EVERY_MS)
  async wake(): Promise<void> {
    if (this.leadership.isLeader) await this.rounds.wake();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }
}
