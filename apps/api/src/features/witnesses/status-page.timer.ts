import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { READ_PAGES_EVERY_MS } from '../../core/witnesses/vendor-page';
import { Clock } from '../../platform/clock/clock';
import { Leadership } from '../../platform/lease/leadership';
import { LeadingRounds } from '../../platform/lease/leading-rounds';
import { StatusPageRound } from './status-page.round';

const WAKE_EVERY_MS = 1_000;

/** Has the status pages read once a minute while this replica leads, the first time as soon as it does. */
@Injectable()
export class StatusPageTimer implements BeforeApplicationShutdown {
  private readonly rounds: LeadingRounds;

  constructor(
    round: StatusPageRound,
    private readonly leadership: Leadership,
    clock: Clock,
  ) {
    const rounds = {
      run: (signal: AbortSignal) => round.run(signal),
      intervalMs: READ_PAGES_EVERY_MS,
      name: 'A reading of the status pages',
    };
    this.rounds = new LeadingRounds(rounds, clock, new Logger(StatusPageTimer.name));
  }

  @Interval(WAKE_EVERY_MS)
  async wake(): Promise<void> {
    // What is due stays due meanwhile: a lease that comes and goes reads no more often.
    if (this.leadership.isLeader) await this.rounds.wake();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }
}
