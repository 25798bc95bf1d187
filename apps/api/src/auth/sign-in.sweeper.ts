import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { LeaderTurn } from '../platform/lease/leader-turn';
import { Leadership } from '../platform/lease/leadership';
import { SignInThrottleRepository } from '../storage/sign-in-throttle/sign-in-throttle.repository';
import { SignInRepository } from '../storage/sign-ins/sign-in.repository';

const SWEEP_EVERY_MS = 10 * 60_000;

/** Removes what no longer matters of sign-ins and failed tries. */
@Injectable()
export class SignInSweeper {
  private readonly turn: LeaderTurn;

  constructor(
    private readonly leadership: Leadership,
    private readonly signIns: SignInRepository,
    private readonly throttle: SignInThrottleRepository,
  ) {
    this.turn = new LeaderTurn(leadership, new Logger(SignInSweeper.name), 'Old sign-ins were not removed');
  }

  @Interval(SWEEP_EVERY_MS)
  sweep(): Promise<void> {
    return this.turn.take(() =>
      this.leadership.fenced(async (manager) => {
        await this.signIns.sweep(manager);
        await this.throttle.sweep(manager);
      }),
    );
  }
}
