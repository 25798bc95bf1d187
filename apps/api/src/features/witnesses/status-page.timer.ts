import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { readPagesEveryMs } from '../../core/witnesses/vendor-page';
import { Clock } from '../../platform/clock/clock';
import { AppConfig } from '../../platform/config/config';
import { Leadership } from '../../platform/lease/leadership';
import { LeadingRounds } from '../../platform/lease/leading-rounds';
import { StatusPageRound } from './status-page.round';
import { VerdictEvaluator } from './verdict.evaluator';

const WAKE_EVERY_MS = 1_000;

/** Has the status pages read while this replica leads, more often in trouble, the first time as soon as it does. */
@Injectable()
export class StatusPageTimer implements BeforeApplicationShutdown {
  private readonly rounds: LeadingRounds;

  constructor(
    round: StatusPageRound,
    private readonly leadership: Leadership,
    evaluator: VerdictEvaluator,
    clock: Clock,
    { probes }: AppConfig,
  ) {
    const rounds = {
      run: async (signal: AbortSignal) => {
        await round.run(signal);
        evaluator.hurry();
      },
      everyMs: () => readPagesEveryMs(probes.intervalMs, evaluator.isTroubled),
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
